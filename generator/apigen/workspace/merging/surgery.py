"""Cutting definitions out of Python files, putting them into others, and renaming what refers to them."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from apigen.workspace.merging.code import Code, Definition, Part, body_suite, is_taken_apart, module_suite, parse


@dataclass(frozen=True, slots=True)
class Place:
    """Where a method is: the class it belongs to, and its name."""

    owner: str
    name: str


def classes(code: Code) -> dict[str, Part]:
    """The classes of a file whose members stand on lines of their own."""
    found = (part for part in module_suite(code).parts if isinstance(part.node, ast.ClassDef))
    return {part.key[1]: part for part in found if is_taken_apart(part.node)}


def methods(code: Code) -> dict[Place, Part]:
    """The functions in the classes of a file."""
    return {
        Place(owner, part.node.name): part
        for owner, found in classes(code).items()
        for part in body_suite(found).parts
        if isinstance(part.node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def cut(text: str, place: Place) -> tuple[str, str]:
    """The file without a method, and the method with the comments above it. Raises KeyError where it is not there."""
    code = parse(text)
    part = methods(code)[place]
    last = _first_line(part) + part.text.count("\n") - 1
    first = last - part.whole.count("\n") + 1
    left = "".join(code.lines[: first - 1] + code.lines[last:])
    owner = classes(code)[place.owner]
    only = len(body_suite(owner).parts) == 1
    if only:  # a class is never empty
        margin = part.text[: len(part.text) - len(part.text.lstrip())]
        left = "".join([*code.lines[: first - 1], f"{margin}pass\n", *code.lines[last:]])
    return left, part.whole


def paste(text: str, owner: str, method: str) -> str:
    """The file with a method at the end of a class. Raises KeyError where there is no such class."""
    code = parse(text)
    node = classes(code)[owner].node
    assert node.end_lineno is not None
    above = "" if method.startswith("\n") else "\n"
    before = "".join(code.lines[: node.end_lineno])
    before = before if before.endswith("\n") else f"{before}\n"
    return before + above + method + "".join(code.lines[node.end_lineno :])


def with_class(text: str, owner: str, source: str) -> str:
    """The file with a class of another file at its end, or as it is where that has no such class either."""
    part = classes(parse(source)).get(owner)
    return f"{text.rstrip()}\n\n\n{part.whole.strip()}\n" if part else text


def _first_line(part: Part) -> int:
    assert isinstance(part.node, Definition)
    return min([part.node.lineno, *(decorator.lineno for decorator in part.node.decorator_list)])


def rename_tasks(text: str, names: Mapping[str, str], data: Mapping[str, str]) -> str:
    """The file with methods, and data files that it draws from, called by their new names, word for word.

    Names stand after `def` in a class, after `self.` and after the name of a class; names of data in `sample("...")`.
    """
    if names:
        words = "|".join(map(re.escape, names))
        pattern = rf"(^[ \t]+(?:async )?def |\b(?:self|cls|[A-Z]\w*)\.)({words})\b"
        text = re.sub(pattern, lambda match: match[1] + names[match[2]], text, flags=re.MULTILINE)
    if data:
        words = "|".join(map(re.escape, data))
        pattern = rf"(\bsample\(\s*)([\"'])({words})\2"
        text = re.sub(pattern, lambda match: match[1] + match[2] + data[match[3]] + match[2], text)
    return text


def rename_class(text: str, old: str, new: str) -> str:
    """The file with a class called by its new name."""
    return re.sub(rf"\b{re.escape(old)}\b", new, text)


def request_of(part: Part) -> tuple[str, ...]:
    """The method and the path that a task requests, by which it is known whatever it is called; empty without one."""
    for node in ast.walk(part.node):
        match node:
            case ast.Call(func=ast.Attribute(attr="rest"), args=[ast.Constant(value=str(method)), url, *_]):
                return (method, _path(url))
    return ()


def _path(url: ast.expr) -> str:
    match url:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(value.value) if isinstance(value, ast.Constant) else "{}" for value in values)
    return ast.dump(url)
