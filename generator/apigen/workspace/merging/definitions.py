"""Merging Python by its definitions: `merge_python`.

Parts of modules and classes are known by their names, statements of functions by what they say. A part that one side
left alone comes from the other; what both changed is taken apart: decorators, header and body, then statements, then
the members of an expression, and lines in the end. What is left is a conflict of the smallest part.
"""

import ast
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from apigen.workspace.merging.code import Code, Key, Part, Suite, body_suite, is_taken_apart, module_suite, parse
from apigen.workspace.merging.comments import CONFLICT, blank_lines, fitted, is_edited, merge_comments
from apigen.workspace.merging.decorators import decorators, is_task, retired
from apigen.workspace.merging.identity import identify
from apigen.workspace.merging.imports import defined_names, is_import, merge_imports, names_needed, only_pinned
from apigen.workspace.merging.order import merge_order
from apigen.workspace.merging.outcome import REPLACED, WITH_EDITS, Event, Kind, OnConflict, Outcome
from apigen.workspace.merging.sameness import is_same
from apigen.workspace.merging.statements import margin_of, merge_header, merge_statement

Decide: TypeAlias = Callable[[Part | None, Part | None, Part | None], str | None]


def merge_python(path: str, base: str, ours: str, theirs: str, on_conflict: OnConflict = OnConflict.MINE) -> Outcome:
    """The user's file with what is new from the generator. Raises SyntaxError where a text is no Python.

    A name that one side removed stays where the merged file still uses it.
    """
    codes = [parse(text) for text in (base, ours, theirs)]
    pinned: frozenset[str] = frozenset()
    while True:
        merger = _Merger(path, on_conflict, pinned)
        text = merger.definitions(module_suite(codes[0]), module_suite(codes[1]), module_suite(codes[2]))
        missing = _lost_names(text, codes) - pinned
        if not missing:
            return Outcome(text, tuple(merger.events), merger.conflicts)
        pinned |= missing


def _lost_names(text: str, codes: Sequence[Code]) -> set[str]:
    """Names that the text uses, that a side defines, and that are not in it any more."""
    try:
        merged = parse(text)
    except SyntaxError:  # with the markers of a conflict
        return set()
    dropped = set().union(*map(_definitions, codes[1:])) - _definitions(merged)
    return dropped & names_needed(merged.tree) if dropped else dropped


def _definitions(code: Code) -> set[str]:
    return {name for part in module_suite(code).parts for name in defined_names(part)}


def _lost_variables(text: str, ours: Part, theirs: Part) -> set[str]:
    """Names that a merged function uses and does not set any more: the generator renamed what the user's lines use."""
    if not isinstance(ours.node, ast.FunctionDef | ast.AsyncFunctionDef):
        return set()
    try:
        merged = names_needed(ast.parse(textwrap.dedent(text)))
    except SyntaxError:  # with the markers of a conflict
        return set()
    return merged.difference(*(names_needed(ast.Module([part.node], [])) for part in (ours, theirs)))


@dataclass(slots=True)
class _Merger:
    """The merge of one file: what it met so far, and in which definition it is."""

    path: str
    on_conflict: OnConflict
    pinned: frozenset[str]
    events: list[Event] = field(default_factory=list)
    conflicts: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    whole: str = ""  # the generator's version of the unit

    def definitions(self, base: Suite, ours: Suite, theirs: Suite, owner: str = "", margin: str = "") -> str:
        """The body of a module or a class."""
        keys = [[part.key for part in suite.parts] for suite in (base, ours, theirs)]

        def decide(base: Part | None, ours: Part | None, theirs: Part | None) -> str | None:
            part = ours or theirs
            assert part is not None
            around = self.unit, self.whole
            self.unit, self.whole = _name(owner, part), theirs.text if theirs else ""
            text = self._definition(base, ours, theirs)
            self.unit, self.whole = around
            return text

        return _assembled((base, ours, theirs), keys, decide, margin)

    def _definition(self, base: Part | None, ours: Part | None, theirs: Part | None) -> str | None:
        if ours is None:
            return self._deleted(base, theirs)
        if theirs is None:
            return self._gone(base, ours)
        if is_import(ours) and is_import(theirs):
            return merge_imports(base, ours, theirs, self.pinned) or None
        if base is None:
            return ours.text if is_same(ours, theirs) else self._conflict("", ours.text, theirs.text)
        if is_same(theirs, base) or is_same(ours, theirs):
            if is_edited(base, ours) and not isinstance(ours.node, ast.ClassDef):
                self._tell(Kind.KEPT)
            return self._class_members(base, ours, theirs) or ours.text
        if is_same(ours, base) and not isinstance(ours.node, ast.ClassDef):
            self._tell(Kind.UPDATED)
            return theirs.text
        return self._both_changed(base, ours, theirs)

    def _class_members(self, base: Part, ours: Part, theirs: Part) -> str | None:
        """A class that only the user changed: its members are gone through for what there is to tell."""
        if not isinstance(ours.node, ast.ClassDef) or ours.text == base.text:
            return None
        merged = self._both_changed(base, ours, theirs)
        return ours.text if is_same(theirs, base) else merged

    def _both_changed(self, base: Part, ours: Part, theirs: Part) -> str:
        known, told = len(self.conflicts), len(self.events)
        text = self._taken_apart(base, ours, theirs)
        if _lost_variables(text, ours, theirs):
            del self.events[told:]
            text = self._conflict(base.text, ours.text, theirs.text)
        if not isinstance(ours.node, ast.ClassDef) and len(self.conflicts) == known:
            self._tell(Kind.UPDATED, WITH_EDITS)
        return text

    def _deleted(self, base: Part | None, theirs: Part | None) -> str | None:
        """Not in the user's file: new, or deleted by the user, which stays."""
        if theirs is None:
            return None
        if base is None:
            self._tell(Kind.ADDED)
            return theirs.text
        if needed := defined_names(theirs) & self.pinned:
            return only_pinned(theirs, needed) if is_import(theirs) else theirs.text
        self._tell(Kind.DELETED, "deleted by you")
        return None

    def _gone(self, base: Part | None, ours: Part) -> str | None:
        """Not generated any more, or the user's own. A task that the user edited stays, and does not run."""
        if base is None:
            return ours.text
        if needed := defined_names(ours) & self.pinned:
            return only_pinned(ours, needed) if is_import(ours) else ours.text
        if not is_edited(base, ours):
            self._tell(Kind.REMOVED)
            return None
        if is_task(ours):
            return retired(ours)
        self._tell(Kind.STAYS, "edited by you; no longer generated")
        return ours.text

    def _taken_apart(self, base: Part, ours: Part, theirs: Part) -> str:
        parts = (base, ours, theirs)
        if len({type(part.node) for part in parts}) > 1 or not all(is_taken_apart(part.node) for part in parts):
            merged = merge_statement(*parts)
            return self._conflict(base.text, ours.text, theirs.text) if merged is None else merged
        header = merge_header(*parts)
        if header is None:
            return self._conflict(base.text, ours.text, theirs.text)
        suites = [body_suite(part) for part in parts]
        margin = margin_of(suites[1].parts[0].text)
        if isinstance(ours.node, ast.ClassDef):
            body = self.definitions(suites[0], suites[1], suites[2], self.unit, margin)
        else:
            body = self._statements(suites[0], suites[1], suites[2], margin)
        return self._decorated(*parts) + header + (body if _has_statement(body) else f"{body}{margin}pass\n")

    def _decorated(self, base: Part, ours: Part, theirs: Part) -> str:
        suites = [decorators(part) for part in (base, ours, theirs)]
        keys = [[part.key for part in suite.parts] for suite in suites]
        return _assembled((suites[0], suites[1], suites[2]), keys, self._statement, margin_of(ours.text))

    def _statements(self, base: Suite, ours: Suite, theirs: Suite, margin: str) -> str:
        """The body of a function or a block."""
        suites = _without_pass(base), _without_pass(ours), _without_pass(theirs)
        keys = identify(*(suite.parts for suite in suites))
        return _assembled(suites, keys, self._statement, margin)

    def _statement(self, base: Part | None, ours: Part | None, theirs: Part | None) -> str | None:
        if base is None:
            part = ours or theirs
            assert part is not None
            return part.text
        if ours is None:
            return None if theirs is None or is_same(theirs, base) else self._conflict(base.text, "", theirs.text)
        if theirs is None:
            return self._conflict(base.text, ours.text, "") if is_edited(base, ours) else None
        if is_same(theirs, base) or is_same(ours, theirs):
            return ours.text
        if is_same(ours, base):
            return theirs.text
        if ours.key == ("decorator", "task") and merge_statement(base, ours, theirs) is None:
            self._tell(Kind.KEPT, f"your weight; the generator has {theirs.text.strip()}")
            return ours.text
        return self._taken_apart(base, ours, theirs)

    def _conflict(self, base: str, ours: str, theirs: str) -> str:
        """What stands in the file where both sides changed the same thing."""
        if self.on_conflict is OnConflict.THEIRS:
            self._tell(Kind.UPDATED, REPLACED)
            return theirs
        self.conflicts.setdefault(self.unit, self.whole or theirs)
        margin = margin_of(ours or theirs or base)
        if self.on_conflict is OnConflict.MARKERS:
            return f"<<<<<<< yours\n{ours}=======\n{theirs}>>>>>>> apigen\n"
        return f"{margin}{CONFLICT}; the generator's version: .apigen/conflicts/{self.path}.{self.unit}.py\n{ours}"

    def _tell(self, kind: Kind, note: str = "") -> None:
        if not self.unit.startswith("import "):
            self.events.append(Event(kind, self.path, self.unit, note))


def _assembled(suites: tuple[Suite, Suite, Suite], keys: Sequence[list[Key]], decide: Decide, margin: str) -> str:
    """The merged parts in their merged order."""
    base, ours, theirs = (dict(zip(names, suite.parts, strict=True)) for names, suite in zip(keys, suites, strict=True))
    texts = {key: decide(base.get(key), ours.get(key), theirs.get(key)) for key in {**ours, **theirs}}
    placed = {key: text for key, text in texts.items() if text is not None}
    before_ours, before_theirs = (dict(zip(names, [None, *names], strict=False)) for names in keys[1:])
    result = ""
    last: Key | None = None
    for key in merge_order(keys[0], keys[1], keys[2], placed.keys()):
        above = _above(base.get(key), ours.get(key), theirs.get(key))
        if key in theirs and before_theirs[key] == last != before_ours.get(key, last):
            above = blank_lines(theirs[key].above) + above.lstrip("\n")
        elif before_ours.get(key, before_theirs.get(key)) != last:
            previous = (ours.get(last) or theirs[last]).node if last else None
            above = fitted(above, previous, (ours.get(key) or theirs[key]).node, len(margin))
        result = f"{result}{above}" if not result or result.endswith("\n") else f"{result}\n{above}"
        result += placed[key]
        last = key
    tail = merge_comments(*(suite.tail for suite in suites))
    return result + tail if not tail or not result or result.endswith("\n") else f"{result}\n{tail}"


def _above(base: Part | None, ours: Part | None, theirs: Part | None) -> str:
    if ours and theirs:
        return merge_comments(base.above if base else "", ours.above, theirs.above)
    part = ours or theirs
    assert part is not None
    return part.above


def _without_pass(suite: Suite) -> Suite:
    return Suite(tuple(part for part in suite.parts if part.whole.strip() != "pass"), suite.tail)


def _has_statement(body: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in body.split("\n"))


def _name(owner: str, part: Part) -> str:
    """`ShopUser.create_order`; `import csv` for what nobody needs to be told of."""
    if part.key[0] in ("from", "import"):
        return f"import {part.key[1]}"
    name = part.key[1] if part.key[0] in ("def", "class", "name") else part.key[0]
    name = re.sub(r"\W+", "_", name)[:60]  # it becomes part of the name of a file
    return f"{owner}.{name}" if owner else name
