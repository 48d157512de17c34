import re

import pytest

from apigen.analysis.payloads.meaning.documented import (
    asked_members,
    described_examples,
    described_numbers,
    described_values,
)
from unit.payloads.apis import an_object, bodies


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


@pytest.mark.parametrize(
    ("name", "description", "form"),
    [
        ("address", "The URL that is notified by this hook.", r"https://\S+"),
        ("login", "The email address the user uses to log in", r"\S+@example\.(com|org|net)"),
        ("object", "The SHA of the object this is tagging.", r"[0-9a-f]{40}"),
        ("label", "A number in E.164 form", r"\+\d{8,15}"),
        ("content", "The new content, using Base64 encoding.", r"[A-Za-z0-9+/]+=*"),
        ("key", "The Base64 encoded secret key", r"[A-Za-z0-9+/]+=*"),
        ("algorithm", "The algorithm of the TSIG key", r"hmac-sha\d+"),
        ("algorithm", "The algorithm of the key, a mnemonic", r"ECDSAP256SHA256|ED25519"),
        ("assignee", "This can be either an email, or the gid of a user.", r"\d+"),
        ("uri", "An optional URI path to redirect to.", r"/\S+"),
        ("rx", "The target, <udp:ip_address:port>, or ip:port", r"[\d.]+:\d+"),
    ],
)
def test_what_a_description_says_outweighs_a_vague_name(name: str, description: str, form: str) -> None:
    text = {"type": "string", "description": description}
    assert all(re.fullmatch(form, body[name]) for body in bodies(an_object(**{name: text})))
