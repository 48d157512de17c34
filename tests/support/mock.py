"""The mock as a process, and a client that walks through a document without any cleverness.

The client knows nothing of the generator: it fills parameters and bodies from their schemas
and gets ids by asking the list and create operations, as a person with curl would.
"""

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from apigen.mock.document import Document, Operation, as_tree, load_document
from apigen.mock.media import is_json
from apigen.mock.resources import find_resources, shape
from apigen.mock.schemas import Schemas
from apigen.mock.synthesis import Synthesizer
from support.servers import running

_ACCESS = ("access_token", "accessToken", "token")
_REFRESH = ("refresh_token", "refreshToken")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Mock:
    """A mock that runs."""

    url: str

    def report(self) -> dict[str, Any]:
        """What it has counted so far."""
        report: dict[str, Any] = self.send("GET", "/__apigen__/report").json
        return report

    def send(self, method: str, path: str, body: Any = None, token: str = "", **headers: str) -> Reply:
        """One request; `body` is sent as JSON unless it is bytes, headers are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        request = urllib.request.Request(self.url + path, data, sent, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return Reply(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())


@contextmanager
def running_mock(spec: Path, *options: str) -> Iterator[Mock]:
    """A mock of the document for the length of a with-block; `options` as on its command line."""
    with running([sys.executable, "-m", "apigen.mock", str(spec), *options]) as server:
        yield Mock(server.url)


@dataclass(slots=True)
class Walker:
    """Sends each operation of a document once."""

    mock: Mock
    document: Document
    token: str = ""
    refresh_token: str = ""
    schemas: Schemas = field(init=False)
    maker: Synthesizer = field(init=False)

    def __post_init__(self) -> None:
        self.schemas = Schemas(self.document)
        self.maker = Synthesizer(self.schemas)
        self.resources = find_resources(self.document, self.schemas)

    resources: dict[str, Any] = field(init=False)

    def walk(self) -> dict[str, Reply]:
        """Operation key -> reply; deletes come last, so that they take nothing away from the others."""
        self.log_in()
        ordered = sorted(self.document.operations, key=lambda operation: operation.method == "delete")
        return {operation.key: self.call(operation) for operation in ordered}

    def log_in(self) -> None:
        """Takes the tokens that a POST with a password answers."""
        for operation in self.document.operations:
            if operation.method == "post" and b"password" in (self.body(operation)[0] or b""):
                reply = self.call(operation)
                members = _loads(reply.body) if reply.status == 200 else {}
                self.token = _find_member(members, _ACCESS) or self.token
                self.refresh_token = _find_member(members, _REFRESH) or self.refresh_token

    def call(self, operation: Operation) -> Reply:
        """One request of an operation, as its document describes it."""
        path = self.path(operation.path, operation)
        given = {"query": [], "header": [], "cookie": []}
        for parameter in operation.parameters:
            if parameter.get("required") and parameter["in"] in given:
                given[parameter["in"]] += self.pairs(parameter)
        path = path.partition("#")[0]  # some documents tell operations apart by a fragment, which is never sent
        headers = dict(given["header"]) | self.credentials(operation, given["query"])
        if given["cookie"]:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in given["cookie"])
        body, media_type = self.body(operation)
        if media_type:
            headers["Content-Type"] = media_type
        query = f"?{urlencode(given['query'])}" if given["query"] else ""
        return self.mock.send(operation.method.upper(), path + query, body, **headers)

    def pairs(self, parameter: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The parameter with a value, exploded when that is how it is sent."""
        value = self.maker.value(parameter.get("schema", {}))
        if isinstance(value, list):
            return [(parameter["name"], _plain(item)) for item in value]
        if isinstance(value, dict):
            name = parameter["name"] + "[{}]" if parameter.get("style") == "deepObject" else "{}"
            return [(name.format(key), _plain(item)) for key, item in value.items()]
        return [(parameter["name"], _plain(value))]

    def credentials(self, operation: Operation, query: list[tuple[str, str]]) -> dict[str, str]:
        """Something for every API key and basic scheme of the document, and the token."""
        headers = {}
        for scheme in self.document.security_schemes().values():
            if scheme.get("type") == "apiKey" and scheme.get("in") == "query":
                query.append((scheme["name"], "k-123"))
            elif scheme.get("type") == "apiKey":
                headers["Cookie" if scheme["in"] == "cookie" else scheme["name"]] = (
                    f"{scheme['name']}=k-123" if scheme["in"] == "cookie" else "k-123"
                )
            elif str(scheme.get("scheme")).lower() == "basic":
                headers["Authorization"] = "Basic YWRhOmxvdmVsYWNl"
        return headers | self.bearer(operation)

    def bearer(self, operation: Operation) -> dict[str, str]:
        """The token, where the first alternative of the operation's security asks for one."""
        schemes = self.document.security_schemes()
        alternatives = operation.node.get("security", self.document.tree.get("security")) or [{}]
        kinds = [(schemes.get(name, {}).get("type"), schemes.get(name, {}).get("scheme")) for name in alternatives[0]]
        wants = any(kind in ("oauth2", "openIdConnect") or scheme == "bearer" for kind, scheme in kinds)
        return {"Authorization": f"Bearer {self.token}"} if wants else {}

    def path(self, template: str, operation: Operation) -> str:
        """The path with real ids in it, asked for one level after the other."""
        segments: list[str] = []
        parts = template.split("/")
        for depth, part in enumerate(parts):
            resource = self.resources.get(shape("/".join(parts[: depth + 1])))
            if resource is not None:
                segments.append(quote(str(self.find_id(resource, "/".join(segments))), safe=""))
            elif "{" in part:
                segments.append(quote(self.fill(part, operation), safe=""))
            else:
                segments.append(part)
        return "/".join(segments)

    def fill(self, part: str, operation: Operation) -> str:
        for parameter in operation.parameters:
            if parameter.get("in") == "path":
                part = part.replace(
                    "{" + parameter["name"] + "}", _plain(self.maker.value(parameter.get("schema", {})))
                )
        return part

    def find_id(self, resource: Any, path: str) -> Any:
        """An id from the answer of the create or list operation at a concrete path."""
        by_key = {shape(operation.key): operation for operation in self.document.operations}
        for method in ("POST", "GET"):
            operation = by_key.get(shape(f"{method} {resource.path}"))
            if operation is None:
                continue
            body, media_type = self.body(operation)
            query: list[tuple[str, str]] = []
            headers: dict[str, str] = {}
            for parameter in operation.parameters:
                if parameter.get("required") and parameter["in"] == "query":
                    query += self.pairs(parameter)
                elif parameter.get("required") and parameter["in"] == "header":
                    headers |= dict(self.pairs(parameter))
            headers |= self.credentials(operation, query) | ({"Content-Type": media_type} if media_type else {})
            slash = "/" if operation.path.endswith("/") else ""
            asked = path + slash + (f"?{urlencode(query)}" if query else "")
            reply = self.mock.send(method, asked, body, **headers)
            if reply.headers.get("Location"):
                return reply.headers["Location"].rpartition("/")[2]
            found = _find_member(_loads(reply.body), resource.names or (resource.parameter,))
            if found is not None:
                return found
        return self.maker.value(resource.parameter_schema)

    def body(self, operation: Operation) -> tuple[bytes | None, str]:
        """A body in the first media type that this client can write."""
        content = operation.request_content
        for media_type, media in content.items():
            schema = as_tree(media).get("schema", {})
            if is_json(media_type):
                value = self.without_read_only(schema, self.maker.value(schema))
                return json.dumps(self.with_refresh_token(value)).encode(), media_type
            if media_type == "application/x-www-form-urlencoded":
                value = self.maker.value(schema)
                return urlencode(_fields(value)).encode(), media_type
            if media_type == "multipart/form-data":
                return _multipart(self.maker.value(schema)), "multipart/form-data; boundary=frontier"
        if not content:
            return None, ""
        media_type, media = next(iter(content.items()))
        value = self.maker.value(as_tree(media).get("schema", {}))
        return (value if isinstance(value, str) and value else "plain").encode(), media_type

    def with_refresh_token(self, value: Any) -> Any:
        members = value if isinstance(value, dict) else {}
        return {**members, **dict.fromkeys(set(_REFRESH) & set(members), self.refresh_token)} if members else value

    def without_read_only(self, schema: Any, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        known = self.schemas.properties(schema)
        return {
            name: self.without_read_only(known.get(name, {}), item)
            for name, item in value.items()
            if not self.schemas.flat(known.get(name, {})).get("readOnly")
        }


def walk_document(mock: Mock, spec: Path, token: str = "") -> dict[str, Reply]:
    """Every operation of the document once: operation key -> reply."""
    return Walker(mock, Document(load_document(spec)), token).walk()


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)


def _fields(value: dict[str, Any]) -> list[tuple[str, str]]:
    """The members of a form, lists as repeated fields."""
    value = value if isinstance(value, dict) else {}
    return [(name, _plain(one)) for name, item in value.items() for one in (item if isinstance(item, list) else [item])]


def _loads(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _find_member(value: Any, names: tuple[str, ...]) -> Any:
    """The first member with one of the names, outer ones first."""
    if isinstance(value, dict):
        found = next((value[name] for name in names if name in value), None)
        inner = list(value.values())
    else:
        found, inner = None, value if isinstance(value, list) else []
    if found is not None:
        return found
    return next((one for one in (_find_member(part, names) for part in inner) if one is not None), None)


def _multipart(value: dict[str, Any]) -> bytes:
    head = '--frontier\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    return ("".join(head.format(*field) for field in _fields(value)) + "--frontier--\r\n").encode()
