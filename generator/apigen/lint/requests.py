"""The requests of a file: calls of `self.rest(...)`, `self.client.get(...)` and their likes."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apigen.lint.classes import Classes, Family, Function

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "request")
_REST = ("rest", "rest_")


@dataclass(frozen=True, slots=True)
class Request:
    """A call that sends a request."""

    call: ast.Call
    is_rest: bool  # else a method of the client
    owner: str  # the class around it, "" outside of classes
    function: Function | None
    parents: tuple[ast.AST, ...]  # the nodes around the call within the function, the nearest last
    block: ast.With | None  # the with-block that it opens

    @property
    def keywords(self) -> dict[str, ast.expr]:
        """The arguments that are given by name."""
        return {keyword.arg: keyword.value for keyword in self.call.keywords if keyword.arg}

    @property
    def verb(self) -> str:
        """The HTTP method in capitals; "" where it is computed."""
        assert isinstance(self.call.func, ast.Attribute)
        if not self.is_rest and self.call.func.attr != "request":
            return self.call.func.attr.upper()
        method = self._argument(0, "method")
        return str(method.value).upper() if isinstance(method, ast.Constant) else ""

    @property
    def url(self) -> ast.expr | None:
        """The path or address; None where it is not to be seen."""
        assert isinstance(self.call.func, ast.Attribute)
        return self._argument(1 if self.is_rest or self.call.func.attr == "request" else 0, "url")

    @property
    def catches(self) -> bool:
        """Whether Locust counts it when a with-block ends, and not before."""
        caught = self.keywords.get("catch_response")
        return self.is_rest or (isinstance(caught, ast.Constant) and caught.value is True)

    @property
    def variable(self) -> str:
        """`response` of `with ... as response`."""
        items = self.block.items if self.block else []
        names = [item.optional_vars for item in items if item.context_expr is self.call]
        return next((name.id for name in names if isinstance(name, ast.Name)), "")

    def _argument(self, place: int, name: str) -> ast.expr | None:
        given = self.call.args[: place + 1]
        if any(isinstance(value, ast.Starred) for value in given):
            return None
        return given[place] if len(given) > place else self.keywords.get(name)


def find_requests(tree: ast.Module, classes: Classes) -> Iterator[Request]:
    """The requests in the order of the file."""
    yield from _requests(tree, (), {}, classes)


def _requests(
    node: ast.AST, parents: tuple[ast.AST, ...], blocks: Mapping[ast.expr, ast.With], classes: Classes
) -> Iterator[Request]:
    if isinstance(node, ast.With):
        blocks = {**blocks, **{item.context_expr: node for item in node.items}}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        around = [parent for parent in parents if isinstance(parent, Function)]
        function = around[-1] if around else None
        owner = next((parent.name for parent in reversed(parents) if isinstance(parent, ast.ClassDef)), "")
        if _is_request(node.func, around, classes.family(owner)):
            inside = parents[parents.index(function) :] if function else parents
            is_rest = node.func.attr in _REST
            yield Request(node, is_rest, owner, function, inside, blocks.get(node))
    for child in ast.iter_child_nodes(node):
        yield from _requests(child, (*parents, node), blocks, classes)


def _is_request(called: ast.Attribute, around: list[Function], family: Family) -> bool:
    """Whether it is `user.rest` or `user.client.get`, of the user that a function is given.

    A class that is neither user nor task set may be mixed into one; but what it calls by `self.user` is plumbing.
    """
    user: ast.expr = called.value
    if called.attr not in _REST:
        if called.attr not in _VERBS or not isinstance(user, ast.Attribute) or user.attr != "client":
            return False
        user = user.value
    if isinstance(user, ast.Attribute) and user.attr == "user" and family is not Family.PLAIN:
        user = user.value
    given = {argument.arg for function in around for argument in function.args.args}
    return isinstance(user, ast.Name) and user.id in given
