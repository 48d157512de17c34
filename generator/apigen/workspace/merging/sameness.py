"""Whether two pieces of Python say the same, however they are laid out.

Comments are content; blank lines, quotes, brackets, trailing commas and the layout of comments are not.
"""

import ast
import inspect
import io
import tokenize
from collections.abc import Sequence

from apigen.workspace.merging.code import Part

_POSITION = {"ctx", "type_comment", "kind"}


def is_same(one: Part, other: Part) -> bool:
    """Whether nothing but the layout differs; what stands above a part is not looked at."""
    if one.text == other.text:
        return True
    return same_nodes(one.nodes, other.nodes) and comments(one.text) == comments(other.text)


def same_nodes(one: Sequence[ast.AST], other: Sequence[ast.AST]) -> bool:
    """Whether the trees are equal, but for the indentation of docstrings."""
    return len(one) == len(other) and all(map(same_node, one, other))


def same_node(one: object, other: object) -> bool:
    """Whether two trees, or values in them, are equal."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_node, one, other))
    if not isinstance(one, ast.AST):
        return one == other and repr(one) == repr(other)
    if isinstance(one, ast.Expr) and isinstance(other, ast.Expr) and _text(one) and _text(other):
        return inspect.cleandoc(_text(one)) == inspect.cleandoc(_text(other))
    return all(same_node(getattr(one, f, None), getattr(other, f, None)) for f in one._fields if f not in _POSITION)


def _text(node: ast.Expr) -> str:
    return node.value.value if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str) else ""


def comments(text: str) -> tuple[str, ...]:
    """The comments of a piece of source, without their marks."""
    if "#" not in text:
        return ()
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, IndentationError):
        return (text,)
    found = (token.string.lstrip("#").strip() for token in tokens if token.type == tokenize.COMMENT)
    return tuple(comment for comment in found if comment)


def comment_lines(text: str) -> tuple[str, ...]:
    """The comments of lines that hold nothing else."""
    return tuple(line.strip().lstrip("#").strip() for line in text.split("\n") if line.strip())
