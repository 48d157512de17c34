"""Python source as parts: statements with what belongs to them, in suites that nest.

A part owns its decorators, the comments and blank lines above it, and what stands on its lines. Parts are cut at lines
and hold the text as it was written, so that what nobody changed comes out byte for byte.
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

Key: TypeAlias = tuple[str, ...]
Definition: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Block: TypeAlias = Definition | ast.With | ast.AsyncWith | ast.If | ast.For | ast.AsyncFor | ast.While


@dataclass(slots=True, eq=False)
class Code:
    """A file: its lines, and the tree that positions lead to."""

    text: str
    tree: ast.Module
    lines: list[str] = field(init=False)  # with their ends
    _bytes: dict[int, bytes] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = re.findall(r"[^\n]*\n|[^\n]+", self.text)  # no other end of a line counts for `ast`

    def between(self, first: int, last: int) -> str:
        """The lines from `first` to `last`, 1-based, both included."""
        return "".join(self.lines[first - 1 : last])

    def segment(self, node: ast.AST) -> str:
        """The text of an expression."""
        start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]  # every expression has them
        return self.span(start, end)

    def span(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        """The text between two positions as `ast` has them: lines from 1, bytes of UTF-8 from 0."""
        (first, column), (last, until) = start, end
        if first == last:
            return self._line(first)[column:until].decode()
        head, tail = self._line(first)[column:].decode(), self._line(last)[:until].decode()
        return head + self.between(first + 1, last - 1) + tail

    def _line(self, number: int) -> bytes:
        if number not in self._bytes:
            self._bytes[number] = self.lines[number - 1].encode()
        return self._bytes[number]


@dataclass(frozen=True, slots=True)
class Part:
    """A statement, or several on one line."""

    code: Code
    key: Key
    nodes: tuple[ast.stmt, ...]
    above: str  # comments and blank lines
    text: str

    @property
    def node(self) -> ast.stmt:
        """The statement; the first of several."""
        return self.nodes[0]

    @property
    def whole(self) -> str:
        """All of its text."""
        return self.above + self.text


@dataclass(frozen=True, slots=True)
class Suite:
    """The statements of a module, a class, a function or a block, and the comments after the last."""

    parts: tuple[Part, ...]
    tail: str = ""


@lru_cache(maxsize=256)
def parse(text: str) -> Code:
    """The source as parts know it. Raises SyntaxError."""
    return Code(text, ast.parse(text))


def module_suite(code: Code) -> Suite:
    """The statements of the file."""
    return _suite(code, code.tree.body, 1, len(code.lines))


def header_end(code: Code, node: Block) -> int:
    """The last line of `class ...:` or `def ...:`, before the comments above the first statement of the body."""
    line = _first_line(node.body[0]) - 1
    while line > node.lineno and _is_blank_or_comment(code.lines[line - 1]):
        line -= 1
    return line


def is_taken_apart(node: ast.stmt) -> bool:
    """Whether the body of a statement stands on lines of its own and is its only one."""
    if not isinstance(node, Block) or getattr(node, "orelse", None):
        return False
    header = node.items[-1].context_expr if isinstance(node, (ast.With, ast.AsyncWith)) else node
    line = header.lineno if isinstance(node, Definition) else getattr(header, "end_lineno", node.lineno)
    return _first_line(node.body[0]) > (line if isinstance(node, (ast.With, ast.AsyncWith)) else node.lineno)


def body_suite(part: Part) -> Suite:
    """The body of a statement that `is_taken_apart`."""
    node = part.node
    assert isinstance(node, Block)
    first = _first_line(node.body[0])
    above = header_end(part.code, node) + 1
    last = _start(part) + part.text.count("\n") - (1 if part.text.endswith("\n") else 0)
    return _suite(part.code, node.body, min(above, first), last)


def _start(part: Part) -> int:
    return _first_line(part.node)


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _suite(code: Code, nodes: Sequence[ast.stmt], first: int, last: int) -> Suite:
    """The statements between two lines."""
    parts: list[Part] = []
    seen: dict[Key, int] = {}
    begin = first
    groups = _lines_of_statements(nodes)
    for n, group in enumerate(groups):
        start = _first_line(group[0])
        end = max(node.end_lineno or node.lineno for node in group)
        limit = _first_line(groups[n + 1][0]) - 1 if n + 1 < len(groups) else last
        end += _comments_inside(code, group[-1], end, limit)
        key = _key(group, is_first=n == 0)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            key = (*key, f"#{seen[key]}")
        parts.append(Part(code, key, group, code.between(begin, start - 1), code.between(start, end)))
        begin = end + 1
    return Suite(tuple(parts), code.between(begin, last))


def _lines_of_statements(nodes: Sequence[ast.stmt]) -> list[tuple[ast.stmt, ...]]:
    """Statements that share a line, as after a semicolon, stay together."""
    groups: list[list[ast.stmt]] = []
    for node in nodes:
        if groups and _first_line(node) <= (groups[-1][-1].end_lineno or 0):
            groups[-1].append(node)
        else:
            groups.append([node])
    return [tuple(group) for group in groups]


def _comments_inside(code: Code, node: ast.stmt, end: int, limit: int) -> int:
    """How many lines after a block are comments of its body: they stand as deep as it does."""
    if not isinstance(node, Block | ast.Try | ast.Match) or not is_deeper(node):
        return 0
    depth = node.col_offset
    inside = 0
    for number in range(end + 1, limit + 1):
        line = code.lines[number - 1]
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        if line.strip():
            inside = number - end
    return inside


def is_deeper(node: ast.stmt) -> bool:
    """Whether the statement has a body on lines of its own."""
    body = getattr(node, "body", None) or [case.body[0] for case in getattr(node, "cases", [])]
    return bool(body) and body[0].lineno > node.lineno


def _is_blank_or_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _key(group: tuple[ast.stmt, ...], is_first: bool) -> Key:
    """By what a statement of a module or a class is known."""
    if len(group) > 1:
        return ("line", *(ast.dump(node) for node in group))
    node = group[0]
    match node:
        case ast.Expr(value=ast.Constant(value=str())) if is_first:
            return ("docstring",)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return ("def", node.name, *_accessor(node))
        case ast.ClassDef():
            return ("class", node.name)
        case ast.ImportFrom():
            return ("from", "." * node.level + (node.module or ""))
        case ast.Import():
            return ("import", *(f"{name.name} as {name.asname}" for name in node.names))
        case ast.If():
            return ("if", ast.unparse(node.test))
    return make(node)


def make(node: ast.stmt) -> Key:
    """What makes two different statements versions of each other: the name they set, or the function they call."""
    match node:
        case ast.With(items=[ast.withitem(context_expr=value), *_]):
            return ("with", _callee(value))
        case ast.Expr(value=ast.Constant(value=str())):
            return ("text",)
        case ast.Expr(value=value):
            return ("expression", _callee(value))
        case ast.Assign(targets=targets):
            return ("name", *(ast.unparse(target) for target in targets))
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            return ("name", ast.unparse(target))
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return ("definition", name)
    return (type(node).__name__,)


def _callee(value: ast.expr) -> str:
    return ast.unparse(value.func) if isinstance(value, ast.Call) else type(value).__name__


def _accessor(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """`setter` of `@price.setter`: a property and its setter have one name."""
    return [d.attr for d in node.decorator_list if isinstance(d, ast.Attribute) and d.attr in ("setter", "deleter")]
