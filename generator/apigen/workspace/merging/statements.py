"""Merging one statement, or the header of a block, that both sides changed."""

import ast
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apigen.workspace.merging.code import Part, header_end
from apigen.workspace.merging.expressions import (
    Group,
    Key,
    Notes,
    Value,
    laid_out,
    merge_groups,
    merge_values,
    owned_comments,
)
from apigen.workspace.merging.lines import Clash, merge_lines
from apigen.workspace.merging.sameness import comments


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A statement with one expression: what is before and after it, and the rest of its last line."""

    before: str
    value: Value
    after: str
    remark: str  # the comment at the end
    notes: Mapping[Key, Notes]  # the comments inside the expression


def merge_statement(base: Part, ours: Part, theirs: Part) -> str | None:
    """The statement with the changes of both sides, or None: inside its expression, else by its lines."""
    texts = (base.text, ours.text, theirs.text)
    return _merge([_pieces(part) for part in (base, ours, theirs)], texts, margin_of(ours.text), "")


def merge_header(base: Part, ours: Part, theirs: Part) -> str | None:
    """The same for the lines before the body of a block."""
    texts = [header(part) for part in (base, ours, theirs)]
    if texts[0] == texts[2] or texts[1] == texts[2]:
        return texts[1]
    if texts[0] == texts[1]:
        return texts[2]
    pieces = [_with_pieces(part) for part in (base, ours, theirs)]
    return _merge(pieces, (texts[0], texts[1], texts[2]), margin_of(texts[1]), "    pass\n")


def _merge(pieces: Sequence[_Pieces | None], texts: tuple[str, str, str], margin: str, body: str) -> str | None:
    """Inside the expression; with comments there by the lines first, which keep the layout."""
    base, ours, theirs = pieces
    if base is None or ours is None or theirs is None or base.notes or theirs.notes:
        return _merge_lines(*texts, body)
    if ours.notes and (text := _merge_lines(*texts, body)) is not None:
        return text
    return _merge_pieces(base, ours, theirs, margin)


def header(part: Part) -> str:
    """The lines of a block before its body, without decorators."""
    assert not isinstance(part.node, ast.Match)
    return part.code.between(part.node.lineno, header_end(part.code, part.node))  # type: ignore[arg-type]  # blocks only


def margin_of(text: str) -> str:
    """The spaces or tabs before the first line."""
    return text[: len(text) - len(text.lstrip())]


def _pieces(part: Part) -> _Pieces | None:
    if len(part.nodes) > 1:
        return None
    match part.node:
        case ast.Expr(value=value):
            before = "@" if part.key[0] == "decorator" else ""
        case ast.Assign(targets=targets, value=value):
            before = "".join(f"{part.code.segment(target)} = " for target in targets)
        case ast.AnnAssign(target=target, annotation=annotation, value=ast.expr() as value):
            before = f"{part.code.segment(target)}: {part.code.segment(annotation)} = "
        case ast.Return(value=ast.expr() as value):
            before = "return "
        case _:
            return None
    return _cut(part, value, before, "", part.text)


def _with_pieces(part: Part) -> _Pieces | None:
    match part.node:
        case ast.With(items=[ast.withitem(context_expr=value, optional_vars=None)]):
            return _cut(part, value, "with ", ":", header(part))
        case ast.With(items=[ast.withitem(context_expr=value, optional_vars=ast.Name(id=name))]):
            return _cut(part, value, "with ", f" as {name}:", header(part))
    return None


def _cut(part: Part, value: ast.expr, before: str, after: str, text: str) -> _Pieces | None:
    """The pieces; None where a comment stands inside that no member owns: only lines can keep it."""
    last = text.rstrip("\n").rpartition("\n")[2]
    found = comments(text)
    remark = last[last.rindex("#") :] if found and last.rstrip().endswith(found[-1]) and "#" in last else ""
    inside = len(found) - (1 if remark else 0)
    notes = owned_comments(Value(part.code, value)) if inside else {}
    if notes is None or sum(len(note.above) + bool(note.behind) for note in notes.values()) != inside:
        return None
    return _Pieces(before, Value(part.code, value), after, remark, notes)


def _merge_pieces(base: _Pieces, ours: _Pieces, theirs: _Pieces, margin: str) -> str | None:
    merge = merge_groups if ours.notes else merge_values
    value = merge(base.value, ours.value, theirs.value)
    before = _one_of(base.before, ours.before, theirs.before)
    after = _one_of(base.after, ours.after, theirs.after)
    remark = _one_of(base.remark, ours.remark, theirs.remark)
    if value is None or before is None or after is None or remark is None:
        return None
    if isinstance(value, Group) and ours.notes.keys() - {member.key for member in value.members}:
        return None  # the generator took away what the user wrote a comment on
    text = laid_out(value, margin, before, after, ours.notes)
    return margin + text + (f"  {remark}" if remark else "") + "\n"


def _one_of(base: str, ours: str, theirs: str) -> str | None:
    """What either side made of a text; None where each made something else."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _merge_lines(base: str, ours: str, theirs: str, body: str) -> str | None:
    """The merged lines; None where both changed the same ones, or where the result is no statement."""
    merged = merge_lines(*(text.splitlines(keepends=True) for text in (base, ours, theirs)))
    lines = [_with_comment(part) if isinstance(part, Clash) else part for part in merged]
    if None in lines:
        return None
    text = "".join(line for line in lines if line)
    try:
        parsed = ast.parse(textwrap.dedent(text) + body)
    except SyntaxError:
        return None
    return text if len(parsed.body) == 1 else None


def _with_comment(clash: Clash) -> str | None:
    """The generator's line with the comment that the user put behind the old one."""
    if len(clash.base) != 1 or len(clash.ours) != 1 or len(clash.theirs) != 1:
        return None
    base, ours, theirs = (lines[0].rstrip("\n") for lines in (clash.base, clash.ours, clash.theirs))
    comment = ours.removeprefix(base)
    return f"{theirs}{comment}\n" if comment != ours and comment.lstrip().startswith("#") else None
