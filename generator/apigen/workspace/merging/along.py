"""What goes along when a method moves to another file: the imports and helpers of the user's that it uses."""

import ast
import sys
from collections.abc import Set

from apigen.workspace.merging.code import Part, module_suite, parse
from apigen.workspace.merging.imports import defined_names, is_import, names_needed, only_pinned


def take_along(source: str, target: str, own: Set[str]) -> tuple[str, str]:
    """Both files, the target with what it uses of the names `own` that the source defines.

    What the source still uses is copied, the rest moves.
    """
    taken: list[Part] = []
    parts = module_suite(parse(source)).parts
    while needed := own & names_needed(parse(target).tree):
        found = [part for part in parts if defined_names(part) & needed]
        if not found:
            break
        for part in found:
            target = _with_part(target, part, needed)
        taken += found
    for part in taken:  # users before what they use
        if not defined_names(part) & _used_beside(source, part):
            source = source.replace(part.whole, "", 1)
    return source, target


def _with_part(text: str, part: Part, names: Set[str]) -> str:
    """The file with an import among its imports, or a definition before its first class."""
    code = parse(text)
    parts = module_suite(code).parts
    if not isinstance(part.node, ast.Import | ast.ImportFrom):
        first = next((each for each in parts if isinstance(each.node, ast.ClassDef)), None)
        if first is None:
            return f"{text.rstrip()}\n\n\n{part.text}"
        return text.replace(first.whole, f"\n\n{part.text}{first.whole}", 1)
    line = only_pinned(part, names) if is_import(part) else part.text
    imports = [each.node for each in parts if isinstance(each.node, ast.Import | ast.ImportFrom)]
    if not imports:
        return line + text
    if _is_standard(part.node):  # which stands above all others
        at, gap = imports[0].lineno - 1, "" if _is_standard(imports[0]) else "\n"
    else:
        at, gap = imports[-1].end_lineno or 0, ""
    return "".join([*code.lines[:at], line, gap, *code.lines[at:]])


def _is_standard(node: ast.Import | ast.ImportFrom) -> bool:
    module = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
    return module.partition(".")[0] in sys.stdlib_module_names


def _used_beside(source: str, part: Part) -> set[str]:
    """The names that the rest of a file uses."""
    others = (each for each in module_suite(parse(source)).parts if each.whole != part.whole)
    nodes = (node for each in others for statement in each.nodes for node in ast.walk(statement))
    return {node.id for node in nodes if isinstance(node, ast.Name)}
