"""What the user says about credentials, in `[auth]` of `apigen.toml` and by `--auth`: it wins over the document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apigen.analysis.auth.model import SchemeUse
from apigen.errors import UsageError
from apigen.identifiers import snake_case
from apigen.openapi.model import Api, Operation
from apigen.settings import Matcher

_PLACES = ("header", "query", "cookie")
_TEXTS = (
    "bearer, basic, digest, apikey:header:NAME, apikey:query:NAME, apikey:cookie:NAME, or header:NAME:TEXT with "
    "secrets in braces, such as 'header:Authorization:Token {token}'"
)
_COLUMN = re.compile(r"\{([A-Za-z_]\w*)\}")

OFF = "off"
"""In place of a scheme: the server does not want it."""


@dataclass(frozen=True, slots=True)
class RequestWish:
    """A request that gives a token, as far as the user describes it; what is empty is found."""

    operation: str = ""  # operationId, or `POST /login`
    url: str = ""
    method: str = "POST"
    encoding: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    token: str = ""
    refresh_token: str = ""
    expires_in: str = ""
    send: str = ""  # text of a scheme that the request carries


@dataclass(frozen=True, slots=True)
class LookupWish:
    """A credential to read from an answer."""

    column: str
    operation: str
    at: str


@dataclass(frozen=True, slots=True)
class AuthWishes:
    """The table `[auth]`, checked."""

    add: tuple[SchemeUse, ...] = ()
    schemes: Mapping[str, SchemeUse | None] = field(default_factory=dict)  # None: off
    security: tuple[tuple[Matcher, tuple[str, ...]], ...] = ()  # alternatives such as "bearer + X-Key"
    login: RequestWish | None = None
    refresh: RequestWish | None = None
    has_login: bool = True  # False: nothing is to be taken for a login
    logout: tuple[str, ...] = ()
    lookups: tuple[LookupWish, ...] = ()
    renew_on: tuple[int, ...] = (401,)
    csrf: Mapping[str, str] = field(default_factory=dict)
    trusted_hosts: tuple[str, ...] = ()


def read_wishes(table: Mapping[str, Any]) -> AuthWishes:
    """The `[auth]` table; raises UsageError for what cannot be meant."""
    _known(
        table,
        "[auth]",
        "add schemes security login refresh logout from-response renew-on csrf trusted-hosts".split(),
    )
    login = table.get("login", {})
    return AuthWishes(
        add=tuple(scheme_of(text, "[auth] add") for text in _texts(table, "add")),
        schemes={name: _scheme_or_off(name, text) for name, text in _table(table, "schemes").items()},
        security=tuple(
            (Matcher(expression), _alternatives(expression, value))
            for expression, value in _table(table, "security").items()
        ),
        login=None if login is False else _request("login", login),
        refresh=_request("refresh", table.get("refresh", {})),
        has_login=login is not False,
        logout=_texts(table, "logout"),
        lookups=tuple(_lookup(column, value) for column, value in _table(table, "from-response").items()),
        renew_on=_statuses(table.get("renew-on", [401])),
        csrf=dict(_csrf(text) for text in _texts(table, "csrf")),
        trusted_hosts=_texts(table, "trusted-hosts"),
    )


def scheme_of(text: str, where: str = "--auth") -> SchemeUse:
    """The scheme that `bearer`, `apikey:header:X-Key` or `header:Authorization:Token {token}` stands for."""
    kind, _, rest = text.partition(":")
    key, colon, value = rest.partition(":")
    if text == "bearer":
        return SchemeUse("bearer", "header", "Authorization", "Bearer {token}")
    if text in ("basic", "digest"):
        return SchemeUse(text, text, "Authorization", "{username}:{password}")
    if kind == "apikey" and key in _PLACES and value:
        return SchemeUse(value, key, value, "{api_key}")
    if kind in _PLACES and key and colon and _COLUMN.search(value) and not re.search(r"[{}]", _COLUMN.sub("", value)):
        return SchemeUse(key, kind, key, value)
    raise UsageError(f"{where}: {text!r} is no security scheme: use {_TEXTS}")


def placeholders(fields: Mapping[str, Any]) -> list[str]:
    """The secrets that texts name in braces, in order."""
    texts = (value for value in fields.values() if isinstance(value, str))
    return list(dict.fromkeys(name for text in texts for name in _COLUMN.findall(text)))


def find_operation(api: Api, name: str, where: str) -> Operation:
    """The operation called `POST /login` or by its operationId."""
    for operation in api.operations:
        if name in (operation.key, operation.declared_id, operation.id):
            return operation
    raise UsageError(f'[auth] {where}: the document has no operation {name!r}; write "POST /path" or an operationId')


def _scheme_or_off(name: str, text: Any) -> SchemeUse | None:
    if text == OFF:
        return None
    if not isinstance(text, str):
        raise UsageError(f"[auth.schemes] {name} must be a text, not {text!r}")
    use = scheme_of(text, f"[auth.schemes] {name}")
    value = f"{{{snake_case(name, 'api_key')}}}" if use.value == "{api_key}" else use.value
    return SchemeUse(name, use.place, use.key, value)


def _alternatives(expression: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise UsageError(f"[auth.security] {expression!r} must be a list of schemes, not {value!r}")


def _request(name: str, value: Any) -> RequestWish | None:
    if not value:
        return None
    if isinstance(value, str):
        return RequestWish(operation=value)
    where = f"[auth.{name}]"
    if not isinstance(value, Mapping):
        raise UsageError(f"{where} must be a table or the name of an operation, not {value!r}")
    texts = "operation url method encoding token refresh-token expires-in send".split()
    _known(value, where, [*texts, "fields"])
    given = {key.replace("-", "_"): _text(value[key], f"{where} {key}") for key in texts if key in value}
    if given.get("encoding", "json") not in ("json", "form"):
        raise UsageError(f"{where} encoding must be json or form, not {value['encoding']!r}")
    return RequestWish(**given, fields=_table(value, "fields"))


def _lookup(column: str, value: Any) -> LookupWish:
    if not isinstance(value, Mapping) or not {"operation", "at"} <= value.keys():
        raise UsageError(f'[auth.from-response] {column} must be like {{operation = "GET /keys", at = "[].key"}}')
    if not column.isidentifier():
        raise UsageError(f"[auth.from-response] {column!r} must be a name of letters, digits and _")
    return LookupWish(column, _text(value["operation"], column), _text(value["at"], column))


def _csrf(text: str) -> tuple[str, str]:
    cookie, colon, header = text.partition(":")
    if not (cookie and colon and header):
        raise UsageError(f"[auth] csrf: {text!r} must be COOKIE:HEADER, such as csrftoken:X-CSRFToken")
    return cookie, header


def _statuses(value: Any) -> tuple[int, ...]:
    found = value if isinstance(value, list) else [value]
    if not all(isinstance(status, int) and 100 <= status <= 599 for status in found):
        raise UsageError(f"[auth] renew-on must be a list of statuses such as [401, 403], not {value!r}")
    return tuple(found)


def _known(table: Mapping[str, Any], where: str, names: list[str]) -> None:
    if unknown := [key for key in table if key not in names]:
        raise UsageError(f"{where} does not know {unknown[0]!r}; it takes {', '.join(names)}")


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise UsageError(f"[auth] {key} must be a table, not {value!r}")
    return value


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise UsageError(f"[auth] {key} must be a list of texts, not {value!r}")
    return tuple(found)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{where} must be a text, not {value!r}")
    return value
