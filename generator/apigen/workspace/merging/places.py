"""Where in the merged file things are: the line of each event, and the comments that still wait for the user."""

import ast
import re
from bisect import bisect_right

from apigen.workspace.merging.code import parse
from apigen.workspace.merging.comments import CONFLICT, GONE
from apigen.workspace.merging.outcome import Event, Kind

_WAITING = re.compile(
    rf"^\s*(?:<!-- )?#? ?(?:({re.escape(CONFLICT[2:])})|({re.escape(GONE[2:])})).*?(\.apigen/conflicts/\S+)?(?: -->)?$",
    re.MULTILINE,
)


def located(path: str, text: str, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events with their lines, and one for each comment that apigen left in the file."""
    units = _units(text) if path.endswith(".py") else {}
    placed = [Event(e.kind, e.path, e.unit, e.note, e.line or units.get(e.unit, 0)) for e in events]
    return (*placed, *_waiting(path, text, units))


def _waiting(path: str, text: str, units: dict[str, int]) -> list[Event]:
    """Conflicts that are open, and tasks whose operation is gone: told until the user decides."""
    found = []
    starts = sorted((line, unit) for unit, line in units.items())
    for match in _WAITING.finditer(text):
        line = text.count("\n", 0, match.start() + len(match[0]) - len(match[0].lstrip())) + 1
        kind = Kind.CONFLICT if match[1] else Kind.STAYS
        below = _next_code(text, match.end(), line)  # the comment stands above a definition, or inside one
        place = bisect_right(starts, (below, "\uffff")) - 1
        unit = starts[max(place, 0)][1] if starts else ""
        note = f"yours stays; the generator's is {match[3]}" if match[3] else "its operation is gone; it does not run"
        found.append(Event(kind, path, unit, note, line))
    return found


def _next_code(text: str, position: int, line: int) -> int:
    """The first line after a comment that is neither blank nor a comment."""
    following = re.compile(r"(?:\n[ \t]*(?:#.*)?)*\n").match(text, position)
    return line + (following[0].count("\n") if following else 0)


def line_of(content: bytes, unit: str) -> int:
    """The line of a definition in a file; 0 where it is not there."""
    return _units(content.decode("utf-8", "replace")).get(unit, 0)


def _units(text: str) -> dict[str, int]:
    """The first line of each definition, decorators and all."""
    try:
        tree = parse(text).tree
    except SyntaxError:  # with the markers of a conflict
        return {}
    units: dict[str, int] = {}
    for node in tree.body:
        _add(units, node, "")
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                _add(units, member, f"{node.name}.")
    return units


def _add(units: dict[str, int], node: ast.stmt, owner: str) -> None:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            units[owner + name] = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            units[owner + name] = node.lineno
