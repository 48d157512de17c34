"""Merging settings by their keys: TOML, and files with a `key = value` on each line."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

from apigen.workspace.merging.comments import merge_comments
from apigen.workspace.merging.order import merge_order

Key = tuple[str, str]  # table, name; the name is empty for the line that opens a table

_TABLE = re.compile(r"\s*\[.*\]\s*(#.*)?$")
_NAME = re.compile(r"\s*([^=#]+?)\s*=")


@dataclass(frozen=True, slots=True)
class _Entry:
    above: str  # comments and blank lines
    text: str

    @property
    def said(self) -> str:
        """Without its layout."""
        return "".join(self.text.split())


def merge_entries(base: str, ours: str, theirs: str, conflict: Callable[[str, str, str], str]) -> str:
    """The settings of both sides. What both set differently is what `conflict` makes of the three lines."""
    sides = [_entries(text) for text in (base, ours, theirs)]
    (in_base, tail), (in_ours, our_tail), (in_theirs, their_tail) = sides
    keys = {**in_ours, **in_theirs}
    texts = {key: _merged(in_base.get(key), in_ours.get(key), in_theirs.get(key), conflict) for key in keys}
    placed = {key: text for key, text in texts.items() if text is not None}
    order = merge_order([*in_base], [*in_ours], [*in_theirs], placed.keys())
    text = "".join(_complete(placed[key]) for key in order)
    return text + merge_comments(tail, our_tail, their_tail)


def _merged(
    base: _Entry | None, ours: _Entry | None, theirs: _Entry | None, conflict: Callable[[str, str, str], str]
) -> str | None:
    if ours and theirs:
        above = merge_comments(base.above if base else "", ours.above, theirs.above)
        if theirs.said in (base.said if base else "", ours.said):
            return above + ours.text
        if base and ours.said == base.said:
            return above + theirs.text
        return above + conflict(base.text if base else "", ours.text, theirs.text)
    one = ours or theirs
    assert one is not None
    if base is None:
        return one.above + one.text
    if ours and (ours.said != base.said or ours.above.strip() != base.above.strip()):
        return ours.above + ours.text  # no longer generated, and edited
    return None


def _entries(text: str) -> tuple[dict[Key, _Entry], str]:
    """The entries of a file, and what stands below the last."""
    entries: dict[Key, _Entry] = {}
    table = above = current = ""
    for line in text.splitlines(keepends=True):
        if not current and (not line.strip() or line.lstrip().startswith("#")):
            above += line
            continue
        current += line
        if not _is_complete(current):
            continue
        name = match[1] if (match := _NAME.match(current)) else current.strip()
        if _TABLE.match(current):
            table, name = current.strip(), ""
        while (table, name) in entries:
            name += "+"
        entries[table, name] = _Entry(above, current)
        above = current = ""
    return entries, above + current


def _is_complete(text: str) -> bool:
    """Whether a value ends here; lists and long texts of TOML go over several lines."""
    if not re.search(r"=\s*(\[|\"\"\"|''')", text):
        return True
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _complete(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
