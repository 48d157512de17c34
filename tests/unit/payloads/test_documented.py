import pytest

from apigen.analysis.payloads.documented import described_examples


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
    assert described_examples(description) == shown
