"""Words in a description that are values of the field, and words that are not."""

import re

import pytest

from unit.payloads.apis import an_object, bodies


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("artifact_url", "Either `artifact_id` or `artifact_url` are required."),
        ("sha", "Use either `sha` or `content`."),
        ("audio_url", "The URL of a file. It may be `WAV` or `MP3`."),
        ("password", "Only when `access` is set to `open`, or may be `off`."),
        ("tax_name", "Required when `access` is set to `open`."),
        ("run_uuid", "Possible values: `queued`, `running`."),
        ("status_text", "Set to `null` or `none`; allowed values: `null`, `none`."),
    ],
)
def test_words_that_are_no_values(name: str, description: str) -> None:
    others = {each: {"type": "string"} for each in ("artifact_id", "content", "access")}
    schema = an_object(**{**others, name: {"type": "string", "description": description}})
    quoted = "artifact_id artifact_url sha content open off queued running null none WAV MP3".split()
    assert {body[name] for body in bodies(schema)}.isdisjoint(quoted)


def test_names_of_fields_are_values_where_fields_are_meant() -> None:
    sort = {"type": "string", "description": "One of `title`, `price`."}
    made = bodies(an_object(sort_by=sort, title={"type": "string"}, price={"type": "number"}))
    assert {body["sort_by"] for body in made} == {"title", "price"}


@pytest.mark.parametrize(
    ("name", "description", "form"),
    [
        ("group_ids", "Comma separated list for multiple ids.", r"\d+(,\d+)*"),
        ("schedule", "Comma-separated list of days. Valid values: mon, tue, wed.", r"(mon|tue|wed)(,(mon|tue|wed))*"),
    ],
)
def test_a_list_in_one_text(name: str, description: str, form: str) -> None:
    made = {body[name] for body in bodies(an_object(**{name: {"type": "string", "description": description}}))}
    assert all(re.fullmatch(form, each) for each in made)
    assert any("," in each for each in made)
