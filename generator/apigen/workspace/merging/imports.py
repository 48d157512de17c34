"""Merging imports as sets of names, and knowing which names a file needs."""

import ast
import builtins
from collections.abc import Iterable, Set

from apigen.render.literals import WIDTH, on_lines
from apigen.workspace.merging.code import Part
from apigen.workspace.merging.sameness import comments


def is_import(part: Part) -> bool:
    """Whether the part is `from module import names`."""
    return len(part.nodes) == 1 and isinstance(part.node, ast.ImportFrom)


def merge_imports(base: Part | None, ours: Part, theirs: Part, pinned: Set[str]) -> str:
    """`from module import` with the names that either side added, without those that either removed."""
    in_base, in_ours, in_theirs = (_aliases(part) for part in (base, ours, theirs))
    wanted = (in_ours & in_theirs) | (in_ours - in_base) | (in_theirs - in_base)
    wanted |= {alias for alias in in_ours | in_theirs if alias.rpartition(" ")[2] in pinned}
    for aliases, part in ((in_ours, ours), (in_theirs, theirs)):
        if wanted == aliases:
            return part.text
    if comments(ours.text):  # which only its own lines can keep
        return ours.text + _import_line(theirs, wanted - in_ours)
    return _import_line(ours, wanted)


def only_pinned(part: Part, pinned: Set[str]) -> str:
    """The import of those names alone that are still needed."""
    return _import_line(part, {alias for alias in _aliases(part) if alias.rpartition(" ")[2] in pinned})


def _aliases(part: Part | None) -> set[str]:
    if part is None:
        return set()
    assert isinstance(part.node, ast.ImportFrom)
    return {f"{name.name} as {name.asname}" if name.asname else name.name for name in part.node.names}


def _import_line(part: Part, aliases: Iterable[str]) -> str:
    assert isinstance(part.node, ast.ImportFrom)
    names = sorted(aliases, key=_rank)
    if not names:
        return ""
    opening = f"from {'.' * part.node.level}{part.node.module or ''} import "
    line = opening + ", ".join(names)
    return (line if len(line) <= WIDTH else on_lines(f"{opening}(", names, ")", 0)) + "\n"


def _rank(name: str) -> tuple[int, str]:
    """Constants, classes, then the rest, as ruff sorts them."""
    first = name.split(" ")[0]
    return (0 if first.isupper() and len(first) > 1 else 1 if first[:1].isupper() else 2, name)


def defined_names(part: Part) -> set[str]:
    """The names that a part of a module gives it."""
    names: set[str] = set()
    for node in part.nodes:
        match node:
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                names |= {alias.asname or alias.name.split(".")[0] for alias in aliases}
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign() | ast.AnnAssign():
                names |= {leaf.id for leaf in ast.walk(node) if isinstance(leaf, ast.Name) and _is_stored(leaf)}
    return names


def _is_stored(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def names_needed(tree: ast.Module) -> set[str]:
    """The names that a file uses and nothing in it defines."""
    used: set[str] = set()
    bound: set[str] = {*dir(builtins), "__file__"}
    for node in ast.walk(tree):
        match node:
            case ast.Name():
                (bound if _is_stored(node) else used).add(node.id)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                bound.add(name)
            case ast.arg(arg=name):
                bound.add(name)
            case ast.alias(name=name, asname=alias):
                bound.add(alias or name.split(".")[0])
            case ast.ExceptHandler(name=str(name)):
                bound.add(name)
    return used - bound
