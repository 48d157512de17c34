"""What field names mean, by theme: names that mean it, and names that look alike and do not.

A row reads `provider kinds | phrases | counter-examples`. Kinds are `s` for texts, `n` for numbers, none for both. A
`!` after the provider marks values that servers commonly demand to be unique. A phrase is the end of a name; with a dot
it also names the owner (`pet.name`), with `=` it must be the whole name, with `*` it counts anywhere in the name.
The first row of a phrase wins. Phrases come from the property names of real documents, counter-examples from
what went wrong with them; a test reads every row both ways.
"""

from dataclasses import dataclass

from apigen.analysis.payloads.meaning.rule_tables import (
    commerce,
    moments,
    numbers,
    people,
    places,
    technology,
    texts,
    things,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One rule of the tables."""

    provider: str
    is_unique: bool
    kinds: str  # s, n, or both
    phrases: tuple[str, ...]
    counter_examples: tuple[str, ...]


_THEMES = (people, places, commerce, things, technology, moments, numbers, texts)
_PEOPLE = (
    "user customer person contact member employee author owner patient student teacher client guest driver passenger "
    "applicant candidate buyer seller recipient sender manager player participant attendee subscriber reviewer "
    "doctor artist speaker reporter assignee beneficiary payer shopper lead user_profile customer_profile "
    "account_owner shipping billing shipping_address billing_address delivery_address"
).split()


def _row(line: str) -> Row:
    head, phrases, *others = line.split("|")
    provider, *kinds = head.split()
    counter_examples = tuple(others[0].split()) if others else ()
    return Row(
        provider.rstrip("!"), provider.endswith("!"), "".join(kinds) or "sn", tuple(phrases.split()), counter_examples
    )


ROWS: tuple[Row, ...] = (
    *(_row(line) for theme in _THEMES for line in theme.ROWS.strip().splitlines()),
    *(_row(f"full_name s | {person}.name {person}.fullname | {person}.file_name") for person in _PEOPLE),
)
