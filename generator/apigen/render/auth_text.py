"""The parts of `support.py` by which users prove who they are: constants, and the requests that give tokens."""

import re
from collections.abc import Sequence
from typing import Any

from apigen.analysis.auth import COMMON_KEY, Lookup, SchemeUse, TokenRequest
from apigen.plan.model import AuthFlow, TestPlan
from apigen.render.literals import call, columns, laid_out, one_line, py

_SECRET = re.compile(r"\{(\w+)\}")
_WHOLE = (".",)  # the answer is the token
# Where answers that no document describes hold tokens, and the word that such servers want before them.
_TOKEN_PLACES = {
    "access_token": "Bearer",
    "accessToken": "Bearer",
    "token": "Bearer",
    "jwt": "Bearer",
    "id_token": "Bearer",
    "data.access_token": "Bearer",
    "data.token": "Bearer",
    "auth_token": "Token",
    "key": "Token",
}


def auth_context(plan: TestPlan) -> dict[str, Any]:
    """What the templates of `support/` ask about security."""
    auth = plan.auth
    login, places = auth.login, {scheme.place for scheme in auth.schemes}
    forms = [request for request in (login, auth.refresh) if request and request.encoding == "form"]
    return {
        "auth": auth,
        "scheme_rows": [_scheme_row(scheme) for scheme in auth.schemes],
        "environment_rows": _environment_rows(auth),
        "globals": _globals(plan),
        "constants": "\n".join(_constants(auth, forms)),
        "security_line": f"security: Security = {laid_out(auth.security, 4, len('security: Security = '))}",
        "has_own_keys": bool(own_keys(auth)),
        "columns": {column for scheme in auth.schemes for column in _SECRET.findall(scheme.value)},
        "places": places,
        "has_worded_keys": any(
            re.fullmatch(r"\w+ \{\w+\}", s.value) and "{token}" not in s.value for s in auth.schemes
        ),
        "has_sent_secrets": bool(places - {"certificate", "session"}),
        "has_header_secrets": bool(places & {"header", "basic"}),
        "login_columns": _login_columns(login) if login else (),
        "starts_with_refresh": login and any("{refresh_token}" in fields.values() for fields in login.grants),
        "has_token_forms": bool(forms),
        "has_client_secret": _has_client_secret(forms),
        "clears_cookies": _clears_cookies(auth, places),
        "token_loop": call("for token in filter(", ["None", _token_source(login.token)], "):", 8) if login else "",
        "token_call": _token_call,
        "lookup_call": _lookup_call,
        "discovery_call": _discovery_call(login) if login else "",
    }


def needs_origin(auth: AuthFlow) -> bool:
    """Whether a request for a token begins at the root of the host."""
    return any(request is not None and request.at_root for request in (auth.login, auth.refresh))


def _globals(plan: TestPlan) -> str:
    """The statement by which each worker replaces what its module has made before the run."""
    names = [*(["serial"] if plan.samples else []), *(["accounts"] if plan.auth.schemes else [])]
    return f"global {', '.join(names)}\n    " if names else ""


def _clears_cookies(auth: AuthFlow, places: set[str]) -> bool:
    """Whether the cookies of a login are in the way: the token goes by header, and nothing else needs them."""
    keeps = places & {"cookie", "session"} or auth.csrf or any("csrf" in scheme.name for scheme in auth.schemes)
    return not keeps


def _scheme_row(scheme: SchemeUse) -> str:
    value = (scheme.place, scheme.key, scheme.value)
    return f"{py(scheme.name)}: {laid_out(value, 4, len(py(scheme.name)) + 2, 1)},"


def _environment_rows(auth: AuthFlow) -> list[str]:
    variables = {credential.column: credential.env for credential in auth.credentials}
    return [f"{py(column)}: {py(env)}," for column, env in variables.items()]


def _constants(auth: AuthFlow, forms: Sequence[TokenRequest]) -> list[str]:
    """The tables that only some APIs need."""
    lines: list[str] = []
    login = auth.login
    if auth.stand_ins:
        lines.append("# Sent where nobody has given a key: the document allows it, a real server hardly will.")
        lines.append(f"STAND_INS = {laid_out(auth.stand_ins, 0, 12)}")
    if login and not login.token:
        lines += [
            "# The document does not say where the answer of a login holds the token: the usual places,",
            "# and the word that goes before it.",
            f"TOKEN_PLACES = {laid_out(_TOKEN_PLACES, 0, 15)}",
        ]
    if login and login.grants:
        lines += [
            "# Grants of OAuth 2.0 (RFC 6749): the first for which an account has all secrets is used.",
            f"GRANTS: tuple[dict[str, str], ...] = {laid_out(login.grants, 0, 37)}",
        ]
    if (login and login.grants) or _has_client_secret(forms):
        lines.append('CLIENT = ("client_id", "client_secret")')
    if auth.refresh and auth.refresh.grants:
        lines.append(f"REFRESH: tuple[dict[str, str], ...] = {laid_out(auth.refresh.grants, 0, 38)}")
    if keys := own_keys(auth):
        lines += ["# Keys for which one api_key may stand.", f"KEYS = {laid_out(keys, 0, 7)}"]
    if forms:
        ways = ("form", "form with basic authentication", "JSON") if _has_client_secret(forms) else ("form", "JSON")
        lines.append(f"TOKEN_WAYS = {laid_out(ways, 0, 13)}")
    if login and login.discovery:
        lines.append(f"TRUSTED_HOSTS = {laid_out(auth.trusted_hosts, 0, 16)}  # that may be sent secrets, too")
    if auth.csrf:
        lines += ["# Cookies with a CSRF token, and the header that repeats it when something is written."]
        lines.append(f"CSRF = {laid_out(auth.csrf, 0, 7)}")
    return lines


def own_keys(auth: AuthFlow) -> tuple[str, ...]:
    """The columns of several keys for which one may stand; empty where there are none."""
    found = tuple(dict.fromkeys(c.column for c in auth.credentials if c.kind == "api_key"))
    if found[-1:] != (COMMON_KEY,) or any(f"{{{COMMON_KEY}}}" in scheme.value for scheme in auth.schemes):
        return ()
    return found[:-1] or ("token",)


def _has_client_secret(forms: Sequence[TokenRequest]) -> bool:
    return any("client_secret" in fields for form in forms for fields in [form.fields, *form.grants])


def _login_columns(request: TokenRequest) -> tuple[str, ...]:
    """The secrets of the account that a login needs; those of the first grant where there are several."""
    fields = request.grants[0] if request.grants else request.fields
    texts = [value for value in fields.values() if isinstance(value, str)]
    return tuple(match[1] for text in texts if (match := _SECRET.fullmatch(text)))


def _token_source(place: str) -> str:
    """The expression that gives the tokens in `response`."""
    kind, _, name = place.partition(":")
    if kind == "cookie":
        wanted = f" if c.name == {py(name)}" if name else ""
        return f"[c.value for c in self.client.cookiejar{wanted}]" + ("" if name else "[:1]")
    if kind == "header":
        word = '.removeprefix("Bearer ")' if name.lower() == "authorization" else ""
        return f'[str(response.headers.get({py(name)}) or ""){word}]'
    return "response.sent(str(response.js or response.text))" if place == "." else f"response.find({py(place)})"


def _token_call(request: TokenRequest, indent: int, refreshes: bool = False) -> str:
    """The statement that asks for a token and keeps it."""
    more = ["refreshed=True"] if refreshes else []
    if request.encoding == "form":
        return call("self.ask_for_token(", [*_address(request), _form(request, indent, refreshes), *more], ")", indent)
    arguments = [py(request.method), *_address(request, named=False)]
    if request.expected != (200,):
        arguments.append(f"expect={laid_out(request.expected, indent + 4, 7, 1) if request.expected else 'ANY_2XX'}")
    if not request.token or ":" in request.token or request.token in _WHOLE:
        arguments.append('returns=""')
    if request.fields:
        fields = [_field(name, value, indent + 8) for name, value in request.fields.items()]
        arguments.append(call("json={", fields, "},", indent + 4)[:-1])
    arguments.append("always=True")
    arguments.append(f"security={laid_out(request.security, indent + 4, 9, 1)}")
    keep = f"self.keep_token({', '.join(['response', *more])})"
    return f"{call('with self.rest(', arguments, ') as response:', indent)}\n{' ' * (indent + 4)}{keep}"


def _address(request: TokenRequest, named: bool = True) -> list[str]:
    """The URL and the name under which Locust groups the request."""
    if request.discovery:
        return ["self.token_url()", py("[token endpoint]")]
    url = f'f"{{self.origin}}{_inside(request.url)}"' if request.at_root else py(request.url)
    name = py(one_line(request.url.partition("?")[0], 60) if named else _path_of(request))
    if named:
        return [url, name]
    return [url] if url == name else [url, f"name={name}"]


def _path_of(request: TokenRequest) -> str:
    return request.operation.partition(" ")[2] or request.url.partition("?")[0]


def _inside(text: str) -> str:
    """Text within an f-string."""
    return py(text.replace("{", "{{").replace("}", "}}").replace("'", "%27").replace('"', "%22"))[1:-1]


def _form(request: TokenRequest, indent: int, refreshes: bool) -> str:
    if request.grants:
        return "self.grant(REFRESH)" if refreshes else "self.grant()"
    fields = [_field(name, value, indent + 8) for name, value in request.fields.items()]
    return call("{", fields, "},", indent + 4)[:-1]


def _lookup_call(lookup: Lookup) -> str:
    """The request that reads a credential: without renewal of tokens, as it is part of that."""
    security = laid_out(lookup.security, 12, 0, 1)
    line = call("response = self.send(", ['"GET"', py(lookup.url), '{"headers": {}}', security], ")", 8)
    return f'{line}\n        response.judge(ANY_2XX, "json", (), errors=False)'


def _discovery_call(request: TokenRequest) -> str:
    if not request.discovery:
        return ""
    url = f'f"{{self.origin}}{_inside(request.discovery)}"' if request.at_root else py(request.discovery)
    name = py(one_line(request.discovery.partition("?")[0], 60))
    arguments = ['"GET"', url, *([f"name={name}"] if url != name else []), "always=True", "security=()"]
    return call("with self.rest(", arguments, ") as response:", 12)


def _field(name: str, value: Any, indent: int) -> str:
    """Python for a field of a login: a secret of the account, or a constant."""
    if isinstance(value, str) and (match := _SECRET.fullmatch(value)):
        return f"{py(name)}: self.account[{py(match[1])}]"
    return f"{py(name)}: {laid_out(value, indent, columns(py(name)) + 2, 1)}"
