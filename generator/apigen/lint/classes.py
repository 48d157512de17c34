"""The classes of a folder, and which of them are Locust's users and task sets."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Family(Enum):
    """What a class is to Locust."""

    FAST = auto()  # FastHttpUser
    HTTP = auto()  # HttpUser
    USER = auto()  # a user of another protocol
    TASK_SET = auto()
    PLAIN = auto()  # nothing: no task of it is ever collected
    UNKNOWN = auto()  # a base comes from elsewhere


_LOCUST = {
    "FastHttpUser": Family.FAST,
    "HttpUser": Family.HTTP,
    "User": Family.USER,
    "TaskSet": Family.TASK_SET,
    "SequentialTaskSet": Family.TASK_SET,
    "MarkovTaskSet": Family.TASK_SET,
}
_PLAIN_BASES = {"object", "ABC", "Generic", "Protocol"}
USERS = (Family.FAST, Family.HTTP, Family.USER)


@dataclass(frozen=True)
class Classes:
    """The classes of all files by name; where two have one name, the last counts."""

    named: Mapping[str, ast.ClassDef]
    aliases: Mapping[str, str]  # `from support import ApiUser as Base`
    mentioned: frozenset[str]  # what is used somewhere: names, members, and texts, as getattr takes them

    @classmethod
    def of(cls, trees: Iterable[ast.Module]) -> "Classes":
        """The classes of these files."""
        nodes = [node for tree in trees for node in ast.walk(tree)]
        named = {node.name: node for node in nodes if isinstance(node, ast.ClassDef)}
        imported = [name for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names]
        aliases = {name.asname: name.name for name in imported if name.asname}
        return cls(named, aliases, frozenset(name for node in nodes if (name := _mentioned(node))))

    def is_abstract(self, name: str) -> bool:
        """Whether Locust makes no users of the class itself."""
        body = self.named[name].body if name in self.named else []
        found = [s.value for s in body if isinstance(s, ast.Assign) and "abstract" in _defined(s)]
        return any(isinstance(value, ast.Constant) and value.value is True for value in found)

    @cached_property
    def has_http_user(self) -> bool:
        """Whether a client may be that of requests, which refuses what it does not know."""
        return any(self.family(name) is Family.HTTP for name in self.named)

    def lineage(self, name: str) -> Iterator[ast.ClassDef]:
        """The class and those that it inherits from, as far as they are in the folder."""
        names, seen = [name], set[str]()
        while names:
            name = names.pop(0)
            found = self.named.get(self.aliases.get(name, name))
            if found is not None and found.name not in seen:
                seen.add(found.name)
                yield found
                names += self.bases(found)

    def bases(self, found: ast.ClassDef) -> list[str]:
        """The names of the bases; `vendor.User` stays as it is, `locust.User` and what is in the folder is `User`."""
        names = [(last_name(base), ast.unparse(base)) for base in found.bases]
        return [
            name if name in self.named or text.startswith("locust.") or "." not in text else text
            for name, text in names
        ]

    def outer_bases(self, name: str) -> set[str]:
        """The bases that are not in the folder."""
        names = {base for found in self.lineage(name) for base in self.bases(found)}
        return {self.aliases.get(base, base) for base in names} - self.named.keys()

    def family(self, name: str) -> Family:
        """What the class is to Locust; "" stands for no class at all, of which only the run tells."""
        if self.aliases.get(name, name) not in self.named:
            return _LOCUST.get(name, Family.UNKNOWN)
        outer = self.outer_bases(name)
        known = [_LOCUST[base] for base in _LOCUST if base in outer]
        return known[0] if known else Family.PLAIN if outer <= _PLAIN_BASES else Family.UNKNOWN

    def is_whole(self, name: str) -> bool:
        """Whether all that the class inherits is in the folder or from Locust."""
        return self.outer_bases(name) <= _LOCUST.keys() | _PLAIN_BASES

    def member(self, name: str, wanted: str) -> ast.stmt | None:
        """The method or attribute that the class has or inherits."""
        bodies = (statement for found in self.lineage(name) for statement in found.body)
        return next((statement for statement in bodies if wanted in _defined(statement)), None)


def methods(owner: ast.ClassDef) -> list[Function]:
    """The methods that stand in a class."""
    return [statement for statement in owner.body if isinstance(statement, Function)]


def decorator(node: Function | ast.ClassDef, name: str) -> ast.expr | None:
    """`@name` or `@name(...)` before a definition."""
    return next((found for found in node.decorator_list if last_name(found) == name), None)


def last_name(node: ast.expr) -> str:
    """`c` of `c`, `a.b.c`, `c(...)` and `c[...]`; "" of anything else."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _defined(statement: ast.stmt) -> list[str]:
    """The names that a statement of a class body gives a value."""
    if isinstance(statement, Function | ast.ClassDef):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _mentioned(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return node.id if isinstance(node, ast.Name) else ""
