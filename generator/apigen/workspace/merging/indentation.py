"""One indentation for all sides of a merge: that of the user's file."""

import ast
import re

from apigen.workspace.merging.code import parse
from apigen.workspace.merging.sameness import same_node

_FIRST = re.compile(
    r"^(?:class|def|async def|if|for|with|try)\b.*:[^\S\n]*(?:#.*)?\n(?:[^\S\n]*\n)*([ \t]+)", re.MULTILINE
)


def indented_as(text: str, like: str) -> str:
    """The source with the indentation of another; as it is where that would change what it says."""
    own, wanted = _FIRST.search(text), _FIRST.search(like)
    if own is None or wanted is None or own[1] == wanted[1]:
        return text
    code = parse(text)
    fixed = _inside_texts(code.tree)
    lines = [
        line if number in fixed else _indented(line, own[1], wanted[1])
        for number, line in enumerate(code.lines, start=1)
    ]
    changed = "".join(lines)
    try:
        return changed if same_node(parse(changed).tree, code.tree) else text
    except SyntaxError:
        return text


def _inside_texts(tree: ast.Module) -> set[int]:
    """The lines that begin inside a text over several lines."""
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.Constant))
    return {line for text in texts for line in range(text.lineno + 1, (text.end_lineno or 0) + 1)}


def _indented(line: str, old: str, new: str) -> str:
    rest = line.lstrip(" \t")
    depth, odd = divmod(len(line) - len(rest), len(old))
    return new * depth + " " * odd + rest
