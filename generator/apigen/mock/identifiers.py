"""Fresh ids: of the type that the schema wants, never the same twice."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from apigen.mock.document import Tree, as_list
from apigen.mock.fitness import fits, limits
from apigen.mock.schemas import Schemas
from apigen.mock.synthesis import Synthesizer

_FIRST_DAY = date(2024, 1, 1)
_NUMBERED: dict[str, Callable[[int], str]] = {
    "date": lambda number: (_FIRST_DAY + timedelta(days=number % 9999)).isoformat(),
    "date-time": lambda number: (_FIRST_DAY + timedelta(days=number % 9999)).isoformat() + "T09:30:00Z",
    "email": lambda number: f"user{number}@example.com",
    "hostname": lambda number: f"host{number}.example.com",
    "ipv4": lambda number: f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
    "ipv6": lambda number: f"2001:db8::{number & 65535:x}",
    "uri": lambda number: f"https://example.com/{number}",
}


class IdSource:
    """Hands out ids; one counter serves all resources."""

    def __init__(self, schemas: Schemas, synthesizer: Synthesizer) -> None:
        self._schemas = schemas
        self._synthesizer = synthesizer
        self._numbers = count(1)

    def fresh(self, node: Any) -> Any:
        """An id that conforms to the schema."""
        schema, types, number = self._schemas.flat(node), self._schemas.types(node), next(self._numbers)
        if "integer" in types or "number" in types:
            least, most = limits(schema)
            return number + max(0, int(least or 0)) if most is None or number <= most else int(most)
        return self._fresh_text(schema, number)

    def _fresh_text(self, schema: Tree, number: int) -> str:
        form = str(schema.get("format"))
        if form in _NUMBERED:
            return _NUMBERED[form](number)
        if form == "uuid" or as_list(schema.get("enum")):
            return self._synthesizer.text(schema) if form == "uuid" else str(schema["enum"][0])
        numbered = f"{number:06d}" if schema.get("maxLength", 36) < 20 else str(self._synthesizer.uuid())
        for plain in (str(number), str(number).zfill(schema.get("minLength", 0)), numbered):
            if "pattern" in schema and fits(self._schemas, schema, plain):
                return plain
        if "pattern" not in schema and fits(self._schemas, schema, numbered):
            return numbered
        text = self._synthesizer.text(schema)
        return f"{text}{number}" if fits(self._schemas, schema, f"{text}{number}") else text
