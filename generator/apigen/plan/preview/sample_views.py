"""A sample as people and programs read it: HTTP as it goes over the line, a curl command, JSON."""

import base64
import json
import shlex
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from apigen.analysis.payloads import NO_BODY, FilePart, PlanLine
from apigen.openapi.model import Operation
from apigen.plan.preview.samples import Sample
from apigen.plan.preview.wire import Part, part_head


def as_json(sample: Sample) -> dict[str, Any]:
    """The contract of `apigen sample --format json`: values before serialization, and the URL after it.

    This is the request as the document has it: parameters that are credentials have drawn values.
    """
    drawn = sample.drawn
    return {
        "operation": sample.operation.id,
        "method": sample.operation.method,
        "path": sample.operation.path,
        "path_parameters": dict(drawn.path),
        "query": dict(drawn.query),
        "headers": dict(drawn.headers),
        "cookies": dict(drawn.cookies),
        "url": sample.sent.url,
        "content_type": drawn.content_type or None,
        "body": None if drawn.value is NO_BODY else _plain(drawn.value),
    }


def _plain(value: Any) -> Any:
    """Bytes as {"base64": ...}; everything else is JSON already."""
    if isinstance(value, FilePart):
        value = value.content
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, Mapping):
        return {key: _plain(member) for key, member in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def as_http(sample: Sample) -> str:
    """The request in the syntax of .http files, which editors can send; secrets are names of variables."""
    base = urlsplit(sample.base)
    secret = [c for c in sample.credentials if c.place == "query"]
    url = base.path.rstrip("/") + sample.keyless.url
    for credential in secret:
        url += f"{'&' if '?' in url else '?'}{quote(credential.name)}={credential.value}"
    head = [f"{sample.keyless.method} {url} HTTP/1.1", f"Host: {base.netloc}"]
    head += [f"{name}: {value}" for name, value in _headers(sample)]
    title = f"### {sample.operation.key}, {sample.number} of {sample.count}"
    return "\n".join([title, *head, "", _body(sample)]).rstrip() + "\n"


def _headers(sample: Sample) -> list[tuple[str, str]]:
    """The headers with those that prove who is calling."""
    headers = dict(sample.keyless.headers)
    for credential in sample.credentials:
        if credential.place == "header":
            headers[credential.name] = credential.value
        elif credential.place == "cookie":
            pair = f"{credential.name}={credential.value}"
            headers["Cookie"] = f"{headers['Cookie']}; {pair}" if "Cookie" in headers else pair
    if sample.keyless.body:
        headers["Content-Length"] = str(len(sample.keyless.body))
    return list(headers.items())


def _body(sample: Sample) -> str:
    sent = sample.keyless
    if not sent.parts:
        return _readable(sent.body)
    boundary = dict(sent.headers)["Content-Type"].rpartition("=")[2]
    parts = [f"--{boundary}\n{_lines(part_head(part))}\n\n{_readable(part.content)}" for part in sent.parts]
    return "\n".join([*parts, f"--{boundary}--"])


def _lines(head: str) -> str:
    return head.replace("\r\n", "\n")


def _readable(content: bytes) -> str:
    """Text as it is; of other bytes how many there are."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return f"({len(content)} bytes)"
    return text if "\0" not in text else f"({len(content)} bytes)"


def as_curl(sample: Sample) -> str:
    """A command for a shell, run in the generated folder, where the files of uploads are."""
    sent = sample.keyless
    url = shlex.quote(sample.base.rstrip("/") + sent.url)
    for credential in sample.credentials:
        if credential.place == "query":
            name = f"{'&' if '?' in url else '?'}{quote(credential.name)}="
            url += shlex.quote(name) + _expanded(credential.value)
    arguments = [f"curl -X {shlex.quote(sent.method)} {url}"]
    secret = {credential.value for credential in sample.credentials}
    for name, value in _headers(sample):
        is_ours = name != "Content-Length" and not (name == "Content-Type" and sent.parts)
        if is_ours:
            is_secret = any(known in value for known in secret)
            arguments.append(f"-H {_expanded(f'{name}: {value}') if is_secret else shlex.quote(f'{name}: {value}')}")
    arguments += [_field(part) for part in sent.parts]
    if sent.upload:
        arguments.append(f"--data-binary {shlex.quote(f'@data/files/{sent.upload}')}")
    elif sent.body and not sent.parts:
        arguments.append(f"--data-binary {shlex.quote(_readable(sent.body))}")
    return " \\\n  ".join(arguments) + "\n"


def explanation(operation: Operation, lines: Sequence[PlanLine]) -> str:
    """The plan of an operation as a tree: each place with what holds there and where its values come from."""
    text = [f"### {operation.key}"]
    for line in lines:
        indent = "  " * line.level
        presence = "always" if line.presence >= 1 else "never" if line.presence <= 0 else f"{line.presence:.0%}"
        facts = [line.kind, *line.constraints, presence, *(("new in each request",) if line.is_unique else ())]
        text.append(f"{indent}{place_of(line)}  {', '.join(facts)}")
        text += [f"{indent}    {'*' if o.chosen else '-'} {o.kind}: {o.reason}" for o in line.origins]
        if line.origins and line.value is not None:
            text.append(f"{indent}    = {json.dumps(line.value, ensure_ascii=False, default=str)}")
    return "\n".join(text) + "\n"


def place_of(line: PlanLine) -> str:
    """Where a line stands: `#/items/*/sku` in the body, `query limit` for a parameter."""
    return f"#{line.pointer}" if line.where == "body" else f"{line.where} {line.pointer}"


def explanation_as_json(operation: Operation, line: PlanLine) -> dict[str, Any]:
    """One place of a plan in plain values."""
    return {
        "operation": operation.id,
        "in": line.where,
        "place": place_of(line),
        "kind": line.kind,
        "constraints": list(line.constraints),
        "presence": round(line.presence, 3),
        "unique": line.is_unique,
        "sources": [{"kind": o.kind, "reason": o.reason, "chosen": o.chosen} for o in line.origins],
        "value": _plain(line.value),
    }


def _expanded(text: str) -> str:
    """A text in quotes within which the shell looks up `$NAME`; what else it would obey is escaped."""
    return '"' + "".join(f"\\{char}" if char in '"\\`' else char for char in text) + '"'


def _field(part: Part) -> str:
    """A part as curl takes it: plain text as it is, the rest in quotes against curl's own separators."""
    text = part.content.decode("utf-8", "replace")
    if not part.filename and not part.content_type:
        return "--form-string " + shlex.quote(f"{part.name}={text}")
    content = text.replace("\\", "\\\\").replace('"', '\\"')
    value = f'@"data/files/{part.filename}"' if part.filename else f'"{content}"'
    return "-F " + shlex.quote(f"{part.name}={value};type={part.content_type}")
