"""Members of answers that several tasks check, as constants: `ORDER = ("id", "status", "items")`."""

from apigen.identifiers import make_unique, words_of
from apigen.plan.model import Shape

_WORTH_A_NAME = 3  # fewer members are read faster where they stand


class Shapes:
    """Collects the constants while the tasks are planned."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, tuple[str, ...]], str] = {}

    def name_for(self, schema: str, members: tuple[str, ...]) -> str:
        """The constant for the answers of a schema; empty where the members shall stand in the call."""
        if not schema or len(members) < _WORTH_A_NAME:
            return ""
        wished = "_".join(words_of(schema)).upper()[:40] or "ANSWER"
        wished = f"ANSWER_{wished}" if wished[0].isdigit() else wished
        taken = {"ANY_2XX", *self._names.values()}
        return self._names.setdefault((schema, members), make_unique(wished, taken))

    def constants(self) -> tuple[Shape, ...]:
        """All constants, in the order of first use."""
        return tuple(Shape(name, members) for (_, members), name in self._names.items())
