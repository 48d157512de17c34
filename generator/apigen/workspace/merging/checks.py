"""What must hold for every merge, whatever it met; where it does not, the user's file stays as it is."""

import ast
import re
from collections import Counter
from collections.abc import Iterable

from apigen.workspace.merging.code import parse

_WORD = re.compile(r"\w+")


def is_sound(base: str, ours: str, theirs: str, result: str, beside: Iterable[str]) -> bool:
    """Whether merged Python parses, has no name twice in a class, and every word that the user added."""
    try:
        tree = parse(result).tree
    except SyntaxError:
        return False
    return _twice(tree) <= _twice(parse(ours).tree) | _twice(parse(theirs).tree) and not _lost(
        base, ours, "\n".join((result, *beside))
    )


def _twice(tree: ast.Module) -> set[tuple[str, str]]:
    """Methods that stand more than once in a class, by class and name."""
    found: set[tuple[str, str]] = set()
    for owner in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        names = Counter(
            (node.name, *(ast.dump(d) for d in node.decorator_list if isinstance(d, ast.Attribute)))
            for node in owner.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        )
        found |= {(owner.name, str(name)) for name, count in names.items() if count > 1}
    return found


def _lost(base: str, ours: str, kept: str) -> Counter[str]:
    """Words of the user's that are nowhere any more."""
    added = Counter(_WORD.findall(ours)) - Counter(_WORD.findall(base))
    return added - Counter(_WORD.findall(kept))
