"""Members of answers that several tasks check, as constants: `ORDER = ("id", "status", "items")`."""

from apigen.identifiers import Names, words_of
from apigen.plan.model import Shape

_WORTH_A_NAME = 3  # fewer members are read faster where they stand


class Shapes:
    """Collects the constants while the tasks are planned."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, tuple[str, ...]], str] = {}
        self._names = Names({"ANY_2XX"})

    def name_for(self, schema: str, members: tuple[str, ...]) -> str:
        """The constant for the answers of a schema; empty where the members shall stand in the call."""
        if not schema or len(members) < _WORTH_A_NAME:
            return ""
        if (schema, members) not in self._found:
            self._found[schema, members] = self._names.give(_constant(schema))
        return self._found[schema, members]

    def constants(self) -> tuple[Shape, ...]:
        """All constants, in the order of first use."""
        return tuple(Shape(name, members) for (_, members), name in self._found.items())


def _constant(schema: str) -> str:
    """`OrderItem` gives ORDER_ITEM; a letter alone gets company, because `I` and `O` look like digits."""
    name = "_".join(words_of(schema)).upper()[:40].rstrip("_")
    if not name:
        return "ANSWER"
    return f"ANSWER_{name}" if name[0].isdigit() or len(name) == 1 else name
