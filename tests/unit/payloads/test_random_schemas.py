"""Random schemas: what is drawn is valid for two validators, and what is not drawn is told with place and keyword."""

from collections import Counter
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from apigen.analysis.payloads import CannotDraw
from support.schemas import as_requests, schemas_with_definitions
from unit.payloads.apis import bodies
from unit.payloads.test_validity import rendered

EXAMPLES = 250
FEW = 0.02  # of the schemas


def mild(schema: Any) -> Any:
    """The schema with `oneOf` read as `anyOf`."""
    if isinstance(schema, dict):
        return {"anyOf" if key == "oneOf" else key: mild(value) for key, value in schema.items()}
    return [mild(each) for each in schema] if isinstance(schema, list) else schema


CHECKER = jsonschema.FormatChecker()
for _name in ("uri", "hostname", "json-pointer"):  # jsonschema lets them all pass, which is wrong under `not`
    _formats = jsonschema_rs.Draft202012Validator({"format": _name}, validate_formats=True)
    CHECKER.checks(_name)(_formats.is_valid)


def judges(schema: Any) -> tuple[Any, Any]:
    """Two validators that share no code, but for three formats."""
    return (
        jsonschema.Draft202012Validator(schema, format_checker=CHECKER),
        jsonschema_rs.Draft202012Validator(schema, validate_formats=True),
    )


def is_valid(schema: Any, value: Any) -> bool:
    return all(judge.is_valid(value) for judge in judges(schema))


def outcome(schema: Any, defs: Any) -> str:
    """How drawing from a schema ends: drawn; mildly, where no branch excludes the others; impossible; given up."""
    root = {**as_requests(schema), "$defs": as_requests(defs)}
    drawn, told = values(schema, defs)
    if told:
        assert told.where.startswith("body")
        assert told.keyword
        return "given up" if is_satisfiable(root) else "impossible"
    assert drawn
    if all(is_valid(root, value) for value in drawn):
        return "drawn"
    assert "oneOf" in str(schema) + str(defs)
    assert all(is_valid(mild(root), value) for value in drawn)
    return "mildly"


def values(schema: Any, defs: Any) -> tuple[list[Any], CannotDraw | None]:
    """A few bodies, or why there are none."""
    try:
        return [rendered(body) for body in bodies(schema, defs, count=4)], None
    except CannotDraw as told:
        return [], told


def is_satisfiable(schema: Any) -> bool:
    """What the algebra of jsonschema-rs is sure of."""
    return str(jsonschema_rs.canonicalize(schema).satisfiability()).lower().endswith("yes")


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of strategies within strategies
def test_random_schemas_give_valid_values_or_a_reason() -> None:
    ends: Counter[str] = Counter()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(schemas_with_definitions())
    def each(pair: tuple[Any, Any]) -> None:
        ends[outcome(*pair)] += 1

    each()
    total = sum(ends.values())
    assert total >= EXAMPLES
    assert ends["drawn"] > 0.7 * total, ends
    assert ends["given up"] <= FEW * total, ends
    assert ends["mildly"] <= FEW * total, ends
