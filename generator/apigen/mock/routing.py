"""From a request's method and path to the operation of the document.

Literal segments win over parameters, as OpenAPI demands; the path prefix of a server may be
there or not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote

from apigen.mock.document import Document, Operation

_PARAMETER = re.compile(r"\{([^{}]*)\}")
_PLAIN = "/%:@!$&'()*+,;=~"  # what a path has as it is (RFC 3986, section 3.3)


@dataclass(frozen=True, slots=True)
class Match:
    """The operation that a request means, and the values in its path."""

    operation: Operation
    variables: dict[str, str]
    path: str  # decoded but for slashes, without the server's prefix and without a trailing slash


@dataclass(frozen=True, slots=True)
class _Route:
    operation: Operation
    expression: re.Pattern[str]
    names: tuple[str, ...]
    conditions: tuple[tuple[str, str], ...]  # AWS writes `/#X-Amz-Target=...` and `/?Action=...`

    def wants(self, given: Mapping[str, str]) -> bool:
        return all(
            given.get(name.lower()) == value or (not value and name.lower() in given) for name, value in self.conditions
        )


class Router:
    """All operations by the number of their path segments, the most literal ones first."""

    def __init__(self, document: Document) -> None:
        self._prefixes = document.base_paths()
        self._routes: dict[int, list[_Route]] = {}
        for operation in document.operations:
            route = _read_route(operation)
            self._routes.setdefault(_split(operation.path)[0].count("/"), []).append(route)
        for routes in self._routes.values():
            routes.sort(key=lambda route: (_literalness(route.operation.path), -len(route.conditions)))

    def find(self, method: str, path: str, given: Mapping[str, str]) -> Match | tuple[str, ...]:
        """The match, or the methods that the path has (none: no such path).

        `path` is as sent, still percent-encoded; `given` are query and headers, names in lower case.
        """
        allowed: list[str] = []
        for candidate in self._candidates(path):
            for route in self._routes.get(candidate.count("/"), ()):
                found = route.expression.fullmatch(candidate)
                if found is None or not route.wants(given):
                    continue
                if route.operation.method == method:
                    return _make_match(route, found, candidate)
                allowed.append(route.operation.method.upper())
        return tuple(dict.fromkeys(allowed))

    def _candidates(self, path: str) -> list[str]:
        inner = [path[len(prefix) :] or "/" for prefix in self._prefixes if _starts_with(path, prefix)]
        return [path, *inner]


def _starts_with(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(prefix + "/")


def _make_match(route: _Route, found: re.Match[str], path: str) -> Match:
    variables = {name: unquote(value) for name, value in zip(route.names, found.groups(), strict=True)}
    segments = path.rstrip("/").split("/")
    return Match(route.operation, variables, "/".join(as_segment(unquote(segment)) for segment in segments))


def as_segment(text: str) -> str:
    """A text as one segment of `Match.path`."""
    return text.replace("/", "%2F")


def _split(template: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """`/?Action=Copy` -> `/` and the condition (`Action`, `Copy`)."""
    path, _, rest = re.sub(r"[?#]", "\n", template, count=1).partition("\n")
    conditions = parse_qsl(re.sub(r"[?#]", "&", rest), keep_blank_values=True)
    fixed = tuple((name, value) for name, value in conditions if "{" not in name + value and (value or "?" in template))
    return (path if path.startswith("/") else f"/{path}"), fixed


def _read_route(operation: Operation) -> _Route:
    path, conditions = _split(operation.path)
    parts = _PARAMETER.split(path)
    names = tuple(name.strip(".;*+") for name in parts[1::2])  # some write `{;id*}` as RFC 6570 does
    literal = [re.escape(quote(part, safe=_PLAIN)) for part in parts[0::2]]
    expression = "([^/]+?)".join(literal) if len(literal) > 1 else literal[0]
    return _Route(operation, re.compile(expression), names, conditions)


def _literalness(template: str) -> tuple[tuple[int, int], ...]:
    """Sorts `/pets/mine` before `/pets/{id}.json` before `/pets/{id}`."""
    return tuple((segment.count("{"), -len(_PARAMETER.sub("", segment))) for segment in template.split("/"))
