"""Merging inside one statement: arguments by name, entries of a dict by key, members of a list or tuple.

A value that both sides changed is taken apart as long as its parts can be told apart; the result is laid out again as
`ruff format` would. A comment between the members belongs to the one behind which or above which it stands.
"""

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from apigen.render.literals import WIDTH, columns
from apigen.workspace.merging.code import Code
from apigen.workspace.merging.order import merge_order
from apigen.workspace.merging.sameness import same_node

_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Value:
    """An expression where it stands."""

    code: Code
    node: ast.expr


@dataclass(frozen=True, slots=True)
class Group:
    """A merged expression with members: what stands before it, its bracket, its members."""

    opening: str  # ends with the bracket
    members: "tuple[_Named, ...]"


Key: TypeAlias = tuple[str, ...]
Merged: TypeAlias = str | Group


@dataclass(frozen=True, slots=True)
class _Named:
    key: Key
    name: str  # text before the value, as in `has=`
    value: Merged


@dataclass(frozen=True, slots=True)
class Notes:
    """The comments of one member."""

    above: tuple[str, ...] = ()
    behind: str = ""


NO_NOTES: Mapping[Key, Notes] = {}


@dataclass(frozen=True, slots=True)
class _Member:
    key: Key
    name: str  # text before the value
    value: Value


_Members: TypeAlias = Mapping[Key, _Member]


def merge_values(base: Value, ours: Value, theirs: Value) -> Merged | None:
    """The changes of both sides; None where they contradict each other."""
    if same_node(theirs.node, base.node) or same_node(ours.node, theirs.node):
        return flat(ours.code.segment(ours.node))
    if same_node(ours.node, base.node):
        return flat(theirs.code.segment(theirs.node))
    return merge_groups(base, ours, theirs)


def merge_groups(base: Value, ours: Value, theirs: Value) -> Group | None:
    """The same for what has members, which are never taken together."""
    openings = {_opening(value) for value in (base, ours, theirs)}
    opening = openings.pop()
    if openings or opening is None:
        return None
    members = _merge_members(_members(base), _members(ours), _members(theirs))
    return None if members is None else Group(opening, members)


def _opening(value: Value) -> str | None:
    """What stands before the members, with the bracket; None for what has none."""
    match value.node:
        case ast.Call(func=func):
            return flat(value.code.segment(func)) + "("
        case ast.Tuple():
            return "("
        case ast.List():
            return "["
        case ast.Set() | ast.Dict():
            return "{"
    return None


def _members(value: Value) -> list[_Member]:
    """What stands between the brackets; the arguments of a call have places, those of `tag` are a list."""
    node, code = value.node, value.code
    match node:
        case ast.Call(func=ast.Name(id="tag"), keywords=[]):
            return _numbered([_plain(code, argument) for argument in node.args])
        case ast.Call():
            places = [_Member(("place", str(n)), "", Value(code, item)) for n, item in enumerate(node.args)]
            return [*places, *_numbered([_keyword(code, keyword) for keyword in node.keywords])]
        case ast.Dict():
            return _numbered([_entry(code, *entry) for entry in zip(node.keys, node.values, strict=True)])
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            return _numbered([_plain(code, item) for item in items])
    return []


def _plain(code: Code, node: ast.expr) -> _Member:
    return _Member(("member", ast.dump(node)), "", Value(code, node))


def _entry(code: Code, key: ast.expr | None, item: ast.expr) -> _Member:
    if key is None:
        return _Member(("**", ast.dump(item)), "**", Value(code, item))
    return _Member(("entry", ast.dump(key)), f"{flat(code.segment(key))}: ", Value(code, item))


def _keyword(code: Code, keyword: ast.keyword) -> _Member:
    if keyword.arg is not None:
        return _Member(("name", keyword.arg), f"{keyword.arg}=", Value(code, keyword.value))
    called = keyword.value.func if isinstance(keyword.value, ast.Call) else keyword.value
    return _Member(("**", ast.dump(called)), "**", Value(code, keyword.value))


def _numbered(members: list[_Member]) -> list[_Member]:
    """With a number in the key where several have the same."""
    seen = Counter[Key]()
    result = []
    for member in members:
        seen[member.key] += 1
        result.append(_Member((*member.key, str(seen[member.key])), member.name, member.value))
    return result


def _merge_members(base: list[_Member], ours: list[_Member], theirs: list[_Member]) -> tuple[_Named, ...] | None:
    sides = [{member.key: member for member in side} for side in (base, ours, theirs)]
    if _contradict(*sides):
        return None
    merged: dict[Key, _Named] = {}
    for key in {**sides[1], **sides[2]}:
        member = _merge_member(*(side.get(key) for side in sides))
        if member is None:
            return None
        if member:
            merged[key] = member[0]
    order = merge_order([*sides[0]], [*sides[1]], [*sides[2]], merged.keys())
    return tuple(merged[key] for key in sorted(order, key=lambda key: key[0] != "place"))


def _contradict(base: _Members, ours: _Members, theirs: _Members) -> bool:
    """Whether both sides replaced the same member of a list, or both gave a call other positional arguments."""
    gone = base.keys() - ours.keys() - theirs.keys()
    mine, yours = ours.keys() - base.keys() - theirs.keys(), theirs.keys() - base.keys() - ours.keys()
    if any(key[0] == "member" for key in gone) and mine and yours:
        return True
    return all(_changed_places(base, side) for side in (ours, theirs)) and _changed_places(ours, theirs) != set()


def _changed_places(one: _Members, other: _Members) -> set[Key]:
    places = {key for key in (*one, *other) if key[0] == "place"}
    return {key for key in places if key not in one or key not in other or not _equal(one[key], other[key])}


def _merge_member(base: _Member | None, ours: _Member | None, theirs: _Member | None) -> list[_Named] | None:
    """The member in a list, an empty list where it goes, None where the sides contradict each other."""
    if ours and theirs:
        if base:
            value = merge_values(base.value, ours.value, theirs.value)
        else:
            value = flat(ours.value.code.segment(ours.value.node)) if _equal(ours, theirs) else None
        return None if value is None else [_Named(ours.key, ours.name, value)]
    one = ours or theirs
    assert one is not None
    if base is None:
        return [_Named(one.key, one.name, flat(one.value.code.segment(one.value.node)))]
    return [] if _equal(base, one) else None


def _equal(one: _Member, other: _Member) -> bool:
    return same_node(one.value.node, other.value.node)


def flat(text: str) -> str:
    """An expression on one line, as a formatter would write it there. Texts over several lines stay."""
    if "\n" not in text:
        return text
    result, previous, row, column = "", "", 1, 0
    for token in tokenize.generate_tokens(io.StringIO(f"({text})").readline):
        if token.type in (tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER):
            continue
        if token.start[0] == row:
            result += " " * (token.start[1] - column)
        elif token.string in ")]}" and previous == ",":
            result = result[:-1]
        elif previous not in "([{" and token.string not in ")]}.":
            result += " "
        result += token.string
        (row, column), previous = token.end, token.string
    return result[1:-1]


def on_one_line(merged: Merged) -> str:
    """The expression on one line."""
    if isinstance(merged, str):
        return merged
    members = [member.name + on_one_line(member.value) for member in merged.members]
    is_tuple_of_one = merged.opening == "(" and len(members) == 1
    return merged.opening + ", ".join(members) + ("," if is_tuple_of_one else "") + _CLOSING[merged.opening[-1]]


def laid_out(merged: Merged, margin: str, before: str, after: str, notes: Mapping[Key, Notes] = NO_NOTES) -> str:
    """The expression between two texts, on as many lines as it needs; `margin` stands before each further line."""
    line = before + on_one_line(merged) + after
    if isinstance(merged, str) or not merged.members or (columns(f"{margin}{line}") <= WIDTH and not notes):
        return line
    inner = margin + ("\t" if margin.startswith("\t") else "    ")
    rows = [_row(member, inner, notes.get(member.key, Notes())) for member in merged.members]
    return before + merged.opening + "\n" + "".join(rows) + margin + _CLOSING[merged.opening[-1]] + after


def _row(member: _Named, margin: str, notes: Notes) -> str:
    above = "".join(f"{margin}{comment}\n" for comment in notes.above)
    behind = f"  {notes.behind}" if notes.behind else ""
    return f"{above}{margin}{laid_out(member.value, margin, member.name, '')},{behind}\n"


def owned_comments(value: Value) -> dict[Key, Notes] | None:
    """The comments between the members of an expression; None where one belongs to none of them."""
    found: dict[Key, Notes] = {}
    for line, comment, is_alone in _comments(value):
        owner = _owner(_members(value), line, is_alone)
        if owner is None:
            return None
        known = found.get(owner, Notes())
        found[owner] = Notes((*known.above, comment), known.behind) if is_alone else Notes(known.above, comment)
    return found


def _comments(value: Value) -> Iterator[tuple[int, str, bool]]:
    """The comments inside an expression: line, text, whether nothing else stands on the line."""
    text = value.code.segment(value.node)
    for token in tokenize.generate_tokens(io.StringIO(f"({text})").readline):
        if token.type == tokenize.COMMENT:
            yield value.node.lineno + token.start[0] - 1, token.string, not token.line[: token.start[1]].strip()


def _owner(members: Sequence[_Member], line: int, is_alone: bool) -> Key | None:
    """The member above which, or behind which, a comment stands; None inside of one and before the first."""
    spans = [(member.value.node.lineno, member.value.node.end_lineno or 0, member.key) for member in members]
    if any(first <= line < last for first, last, _ in spans):
        return None
    if is_alone:
        return next((key for first, _, key in spans if first > line), None)
    return next((key for _, last, key in reversed(spans) if last == line), None)
