"""Reading an OpenAPI document for the mock: a plain tree, local references, operations.

Deliberately a second reading, apart from the generator's: the judge must not share the
generator's mistakes. Only the rebuilding of Swagger 2.0 is the generator's.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from apigen.errors import UsageError
from apigen.mock.bundle import bundled
from apigen.openapi.swagger2 import upgrade
from apigen.source import Node, Notes, read_document

Tree = Mapping[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_MEANT_TYPES = {"application/form-data": "multipart/form-data", "form-data": "multipart/form-data"}
_MAX_HOPS = 50  # a chain of references longer than this is a circle
_YAML_11_ONLY = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}


class UnusableDocumentError(UsageError):
    """The input is not an OpenAPI document; the message says what it is instead."""


class _TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as OpenAPI means it: dates stay text, `on` and `no` are words, keys are text."""

    yaml_implicit_resolvers = {  # noqa: RUF012  the base class declares it this way
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _YAML_11_ONLY]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        """Unquoted status codes (`200:`) become text like every other key."""
        return {str(key): value for key, value in super().construct_mapping(node, deep=deep).items()}


_TextLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def load_document(path: Path) -> dict[str, Any]:
    """The tree of an OpenAPI document in one JSON or YAML file or several; Swagger 2.0 as OpenAPI 3.0."""
    tree = bundled(path, _read_tree)
    if isinstance(tree, dict) and str(tree.get("swagger", "")).startswith("2."):
        upgraded = upgrade(Node.root(read_document(json.dumps(tree), str(path)), Notes()))
        return {**upgraded.root, "openapi": "3.0.3"}
    if not isinstance(tree, dict) or not str(tree.get("openapi", "")).startswith("3."):
        raise UnusableDocumentError(f"{path} is not an OpenAPI document")
    return tree


def _read_tree(path: Path) -> Any:
    text = path.read_text(encoding="utf-8-sig")
    try:
        return json.loads(text) if text.lstrip()[:1] == "{" else yaml.load(text, _TextLoader)  # noqa: S506  it is safe
    except (ValueError, yaml.YAMLError) as error:
        raise UnusableDocumentError(f"{path} cannot be read: {error}") from error


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, its references resolved one level deep."""

    key: str  # "POST /orders"
    method: str  # lower case, as the document has it
    path: str  # the path template
    node: Tree
    parameters: tuple[Tree, ...]  # those of the path item, overridden by the operation's own

    @property
    def request_content(self) -> Tree:
        """Media type -> media type object of the request body."""
        return as_tree(as_tree(self.node.get("requestBody")).get("content"))


class Document:
    """The tree with a way to follow its references."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.operations = tuple(self._iter_operations())

    def resolve(self, node: Any) -> Tree:
        """What `node` means after its local references are followed; `{}` for what leads nowhere."""
        for _ in range(_MAX_HOPS):
            if not isinstance(node, Mapping):
                return {}
            reference = node.get("$ref")
            if not isinstance(reference, str):
                return node
            node = self._look_up(reference)
        return {}

    def _look_up(self, reference: str) -> Any:
        if not reference.startswith("#/"):
            return None
        node: Any = self.tree
        for part in reference[2:].split("/"):
            key = unquote(part).replace("~1", "/").replace("~0", "~")
            if isinstance(node, Mapping):
                node = node.get(key)
            elif isinstance(node, list) and key.isdigit() and int(key) < len(node):
                node = node[int(key)]
            else:
                return None
        return node

    def _iter_operations(self) -> Iterator[Operation]:
        for path, item_node in as_tree(self.tree.get("paths")).items():
            item = self.resolve(item_node)
            for method in METHODS:
                if isinstance(item.get(method), Mapping):
                    yield self._read_operation(path, method, item)

    def _read_operation(self, path: str, method: str, item: Tree) -> Operation:
        node = dict(self.resolve(item[method]))  # of several files: a reference where OpenAPI has none
        if "requestBody" in node:
            node["requestBody"] = self._with_content(self.resolve(node["requestBody"]))
        found = {}
        for listed in (*as_list(item.get("parameters")), *as_list(node.get("parameters"))):
            parameter = self.resolve(listed)
            found[parameter.get("name"), parameter.get("in")] = parameter
        return Operation(f"{method.upper()} {path}", method, path, node, tuple(found.values()))

    def responses(self, operation: Operation) -> dict[str, Tree]:
        """Status (`"201"`, `"2XX"`, `"default"`) -> response object."""
        declared = as_tree(operation.node.get("responses"))
        return {str(code): self._with_content(self.resolve(node)) for code, node in declared.items()}

    def _with_content(self, holder: Tree) -> Tree:
        """A request body or response; documents of several files have references even where OpenAPI has none."""
        if "content" not in holder:
            return holder
        return {
            **holder,
            "content": {meant_type(name): self.resolve(node) for name, node in self.resolve(holder["content"]).items()},
        }

    def security_schemes(self) -> dict[str, Tree]:
        """Name -> security scheme object."""
        components = as_tree(self.tree.get("components"))
        return {name: self.resolve(node) for name, node in as_tree(components.get("securitySchemes")).items()}

    def base_paths(self) -> tuple[str, ...]:
        """The path prefixes of all servers, longest first: requests may come with them or without."""
        prefixes = {path for _, path in self._servers()} - {""}
        return tuple(sorted(prefixes, key=len, reverse=True))

    def hosts(self) -> set[str]:
        """The hosts of all servers."""
        return {host for host, _ in self._servers()}

    def _servers(self) -> Iterator[tuple[str, str]]:
        items = [self.resolve(item) for item in as_tree(self.tree.get("paths")).values()]
        for holder in (self.tree, *items, *(operation.node for operation in self.operations)):
            for server in as_list(holder.get("servers")):
                yield _host_and_path(as_tree(server))


def _host_and_path(server: Tree) -> tuple[str, str]:
    """`https://{host}/v1/` -> `example.com` and `/v1`, variables at their defaults."""
    url = str(server.get("url", ""))
    for name, variable in as_tree(server.get("variables")).items():
        url = url.replace("{" + name + "}", str(as_tree(variable).get("default", "")))
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.netloc, parts.path.rstrip("/")


def meant_type(media_type: str) -> str:
    """The media type; of one that no client can send the one that is meant."""
    return _MEANT_TYPES.get(media_type.lower(), media_type)


def as_tree(node: Any) -> Tree:
    """`node` when it is a mapping, else an empty one: documents contain everything."""
    return node if isinstance(node, Mapping) else {}


def as_list(node: Any) -> list[Any]:
    """`node` when it is a list, else an empty one."""
    return node if isinstance(node, list) else []
