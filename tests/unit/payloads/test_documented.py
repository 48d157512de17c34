import pytest

from apigen.analysis.payloads.documented import (
    asked_members,
    described_examples,
    described_numbers,
    described_values,
)


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("Name of the zone (e.g. “example.com.”) MUST have a trailing dot", ["example.com."]),
        ("Set to “Zone”", ["Zone"]),
        ("The colour, for example `teal`, such as 'navy'.", ["teal", "navy"]),
        ('Examples: "eu-west-1"', ["eu-west-1"]),
        ("Say it in “a few plain words”", []),
    ],
)
def test_what_a_description_shows_is_an_example(description: str, shown: list[str]) -> None:
    assert list(described_examples(description)) == shown


@pytest.mark.parametrize(
    ("description", "listed"),
    [
        ("File format ('json', 'text', 'base64')", ["json", "text", "base64"]),
        ("MUST be added when updating. Must be REPLACE or DELETE. With DELETE, all go", ["REPLACE", "DELETE"]),
        ("Must be one of ASC, DESC or NONE.", ["ASC", "DESC", "NONE"]),
        ("The JSON or XML text", []),
        ("A note (see 'Notes')", []),
    ],
)
def test_what_a_description_lists(description: str, listed: list[str]) -> None:
    assert list(described_values(description)) == listed


def test_numbers_that_a_description_explains() -> None:
    assert described_numbers("Return content (0 for no content, 1 for return content)") == (0, 1)
    assert described_numbers("Wait 5 for the next") == ()


@pytest.mark.parametrize(
    ("description", "asked"),
    [
        ("Both. To make one, specify at least `out: false`, `amount` and `memo`.", {"out": False, "amount": None}),
        ("Do not send `out` and `amount` together.", {}),
        ("Specify `amount` only.", {}),
        ("The `out` and the `amount` of the answer.", {}),
    ],
)
def test_what_an_operation_asks_for(description: str, asked: dict[str, bool | None]) -> None:
    assert asked_members(description, {"out": {}, "amount": {}}) == asked
