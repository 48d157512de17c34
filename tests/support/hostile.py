"""Documents that mean harm: every place where a document has text, filled with texts that could become something else.

`document(texts)` puts each text into every place of operations of its own, so that one document holds many texts;
`bare(text)` is a small one for the places that a document has once. The same builders with harmless words give the
twin with which the generated code is compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

TRIPWIRE = "tripwire"  # a file of this name appears where a text of a document was executed
_RUN = f"__import__('os').system('touch {TRIPWIRE}')"

QUOTES = (
    '"', "'", '"""', "'''", "\\", "\\\\", '\\"', "a\\", '"""\nimport os\n"""', "'\"'\"", "`", "``` ", '""" + x + """',
)  # fmt: skip
LINES = ("\n", "\r", "\r\n", "a\nb", "a\rb: c", "\u2028", "\u2029", "\x0b\x0c\x85", "x\nhost = http://evil.example")
TEMPLATES = ("{{ }}", "{% if %}", "{#", "#}", "{{ plan.title }}", "{% raw %}", "{}", "{", "}", "{{", "{unique}", "${x}")
CODE = (
    f"{{{_RUN}}}", f'"); {_RUN} #', f"'); {_RUN} #", f'"""); {_RUN} #', f"\n{_RUN}\n", f'")\n    {_RUN}\n#',
    f"a'\n\n{_RUN}\n'", "%s", "%(x)s", "{0.__class__}", "#", "# noqa", "fmt: off", "# fmt: skip", "type: ignore",
)  # fmt: skip
NAMES = tuple(
    "class import None self response sample rest account Response IdPool find steps records cache Any ApiUser task tag "
    "between ANY_2XX tasks wait_time host client environment abstract on_start weight value think skip send id type l "
    "O I __init__ __class__ __dict__ _ deque quote b64encode csv.reader os.environ json.loads accounts files "
    "support stages con nul AUX com1 lpt9 prn run_single_user match print Order order ORDER Ordér Order\u0301 _Order "
    "2fast".split()
)
PATHS = (
    "../../../etc/passwd",
    "/etc/passwd",
    "C:\\x",
    "..",
    ".",
    "./a",
    "~root",
    "a/b/c",
    "file:///etc/passwd",
    "a/../../b",
)
BLANKS = ("", " ", "   \t ", "...", "---")
LONG = ("é" * 2_000, "_" * 10_000, "a" * 150)
UNICODE = (
    "\0", "a\0b", "\x1b[31mred", "\x07", "\x7f", "\u202eevil\u202c", "\u200b", "\ufeff", "שלום",
    "مرحبا", "😀", "e\u0301", "é", "漢字", "ﬁ", "ＯＳ", "\u0430pi", "ſelf", "ºª", "𝐜𝐥𝐚𝐬𝐬", "\U000e0001", "\u3164",
)  # fmt: skip
SHELL = (
    "$(touch tripwire)",
    "`touch tripwire`",
    "; touch tripwire",
    "$HOME",
    "&& x",
    "| x",
    "[/red]",
    "[bold]x",
    "\\[x]",
)
MARKDOWN = (
    "|", "a | b", "\\|", "<script>alert(1)</script>", "<!--", "-->", "[x](javascript:alert(1))", "![x](http://e.example)",
    "# heading", "| --- |", "</td></tr>", "&lt;", "*", "***",
)  # fmt: skip
CONFIG = (
    "[x]",
    "= 1",
    "x = 1",
    "; x",
    "[tool]\nx = 1",
    '"]\nextend = "/etc"',
    "users = 9",
    "--users",
    "true",
    "null",
    "=cmd()",
)
SURROGATES = ("\ud800", "a\udfffb")
TEXTS = (
    *QUOTES, *LINES, *TEMPLATES, *CODE, *NAMES, *PATHS, *BLANKS, *LONG, *UNICODE, *SHELL, *MARKDOWN, *CONFIG,
)  # fmt: skip


def document(texts: Sequence[str]) -> dict[str, Any]:
    """A document in which each text stands wherever many texts can stand side by side."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Many", "version": "1"},
        "security": [{text or "empty": []} for text in texts[:3]],
        "tags": [{"name": text, "description": text} for text in texts],
        "paths": dict(pair for number, text in enumerate(texts) for pair in _paths(number, text)),
        "components": {
            "schemas": {f"{text}": _schema(text) for text in texts},
            "securitySchemes": {text or "empty": _scheme(number, text) for number, text in enumerate(texts)},
        },
    }


def bare(text: str) -> dict[str, Any]:
    """A document with the text in the places that it has once: title, version, servers, the login."""
    return {
        "openapi": "3.0.3",
        "info": {"title": text, "version": text, "description": text, "x-traffic": {"priority": text}},
        "servers": [
            {"url": f"http://localhost:80/{text}", "description": text},
            {"url": "http://{host}/", "variables": {"host": {"default": text, "enum": [text]}}},
        ],
        "tags": [{"name": text, "description": text}],
        "paths": {
            "/ping": {"get": {"responses": {"200": {"description": text}}}},
            "/login": {"post": _login(text)},
            "/things/{thing_id}": {
                "get": {
                    "tags": [text],
                    "parameters": [{"name": "thing_id", "in": "path", "required": True, "schema": _constant(text)}],
                    "responses": {"200": {"description": text}},
                }
            },
        },
        "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": text}}},
        "security": [{"bearer": []}],
    }


def operations(spec: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Method and path of every operation, counted in the raw tree."""
    for path, item in spec["paths"].items():
        yield from ((method.upper(), path) for method in item if method in ("get", "put", "post", "delete", "patch"))


def _constant(text: str) -> dict[str, Any]:
    return {"type": "string", "enum": [text], "default": text, "example": text, "description": text}


def _schema(text: str) -> dict[str, Any]:
    return {
        "type": "object",
        "title": text,
        "description": text,
        "required": [text, "id", "kind"],
        "properties": {
            "id": {"type": "string", "description": text},
            "kind": {"const": text},
            text: _constant(text),
            f"{text}_id": {"type": "string", "pattern": text[:80], "example": text[:80]},
        },
        "discriminator": {"propertyName": text, "mapping": {text: text}},
        "x-traffic": text,
    }


def _paths(number: int, text: str) -> Iterator[tuple[str, Any]]:
    reference = {"$ref": "#/components/schemas/" + text.replace("~", "~0").replace("/", "~1").replace("%", "%25")}
    listing = {"description": text, "content": {"application/json": {"schema": {"type": "array", "items": reference}}}}
    common = {"tags": [text], "summary": text, "description": text, "externalDocs": {"url": text, "description": text}}
    answer = {
        "description": text,
        "content": {"application/json": {"schema": reference}},
        "headers": {text: _header(text)},
    }
    answer["links"] = {text: {"operationId": text, "parameters": {text: "$response.body#/id"}, "description": text}}
    odd = {"description": text, "content": {text: {"schema": reference, "example": text}}}
    create = {"200": answer, text: answer, "default": odd}
    body = {
        "required": True,
        "content": {"application/json": {"schema": reference, "examples": {text: {"value": text}}}},
    }
    form = {text: {"type": "string", "format": "binary"}, f"{text}2": {"type": "string", "example": text}}
    encoding = {text: {"contentType": text, "headers": {text: _header(text)}}}
    multipart = {
        "multipart/form-data": {
            "schema": {"type": "object", "properties": form, "required": [*form]},
            "encoding": encoding,
        }
    }
    parameters = [
        {
            "name": f"{text}{where}" if text else "",
            "in": where,
            "required": True,
            "schema": _constant(text),
            "description": text,
        }
        for where in ("query", "header", "cookie")
    ]
    path_parameter = {"name": text, "in": "path", "required": True, "schema": _constant(text), "example": text}
    sent = {"parameters": parameters, "requestBody": body, "responses": create}
    yield (
        f"/w{number}/{text}",
        {
            "get": {**common, "operationId": text, "responses": {"200": listing}},
            "post": {**common, "operationId": f"{text} post", **sent},
        },
    )
    yield (
        f"/w{number}/{text}/{{{text}}}",
        {
            "parameters": [path_parameter],
            "get": {**common, "responses": {"200": answer}, "x-traffic": {text: text, "priority": text}},
            "delete": {**common, "responses": {"204": {"description": text}}},
        },
    )
    yield (
        f"/things{number}/{{{text}x}}/{{{text}-x}}/{{{text}_x}}",
        {
            "get": {**common, "operationId": "same", "responses": {"200": answer}, "security": [{text: [text]}]},
        },
    )
    yield (
        f"/files{number}",
        {
            "post": {**common, "requestBody": {"required": True, "content": multipart}, "responses": {"201": odd}},
            "put": {**common, "requestBody": {"content": {text: {"schema": {}, "example": text}}}, "responses": {}},
        },
    )


def _header(text: str) -> dict[str, Any]:
    return {"description": text, "schema": _constant(text)}


def _scheme(number: int, text: str) -> dict[str, Any]:
    """Every kind in turn."""
    kinds: tuple[dict[str, Any], ...] = (
        {"type": "apiKey", "in": "header", "name": text},
        {"type": "apiKey", "in": "query", "name": text},
        {"type": "apiKey", "in": "cookie", "name": text},
        {"type": "http", "scheme": text},
        {"type": "http", "scheme": "bearer", "bearerFormat": text},
        {"type": "oauth2", "flows": {"password": {"tokenUrl": f"/{text}", "scopes": {text: text}}}},
    )
    return {**kinds[number % len(kinds)], "description": text}


def _login(text: str) -> dict[str, Any]:
    """A login with a further field whose constant is the text."""
    members = {"username": {"type": "string"}, "password": {"type": "string"}, text: {"type": "string", "enum": [text]}}
    members["scopes"] = {"type": "array", "items": {"type": "string"}, "default": [text, {text: [text]}]}
    schema = {"type": "object", "required": [*members], "properties": members}
    token = {"type": "object", "properties": {"access_token": {"type": "string"}, text: {"type": "string"}}}
    return {
        "operationId": "login",
        "security": [],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {"200": {"description": text, "content": {"application/json": {"schema": token}}}},
    }
