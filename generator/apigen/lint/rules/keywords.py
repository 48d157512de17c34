"""AG801: an argument that no method of FastHttpUser's client has.

geventhttpclient makes request data of it, without a word: `get("/echo", timeout=3)` asks for `/echo?timeout=3`, a POST
sends it as a field of the form, and where the query or the body is a text or JSON, it is lost (seen in a run; source:
`FastHttpSession.request` gives what it does not know to `UserAgent.urlopen`).
"""

import ast
import difflib
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.module import Module

SESSION = {"method", "url", "name", "data", "catch_response", "stream", "headers", "auth", "json", "allow_redirects"}
SESSION |= {"context"}
AGENT = {"params", "files", "max_retries", "max_redirects", "to_string", "debug_stream"}
_BY_CLASS = {
    "timeout": "set network_timeout and connection_timeout in the user class",
    "verify": "set insecure in the user class: True accepts any certificate",
    "cert": "set ssl_context_factory in the user class",
    "proxies": "set proxy_host and proxy_port in the user class",
    "cookies": "put a Cookie header into headers=, or a cookie into self.client.cookiejar",
    "hooks": "look at the response in a with-block",
}


def find(module: Module) -> Iterator[Diagnostic]:
    """Arguments of requests that neither the client nor `rest` knows."""
    own = _own_parameters(module)
    for request in module.fast_requests():
        known = SESSION | AGENT | (own if request.is_rest else set())
        for keyword in request.call.keywords:
            if keyword.arg and keyword.arg not in known:
                target = "a field of the form" if request.verb == "POST" else "a query parameter"
                message = f"{keyword.arg}= is no argument of FastHttpUser's client: it becomes {target}, or is lost"
                yield module.trap("AG801", keyword, message, _way_out(keyword.arg, known))


def _own_parameters(module: Module) -> set[str]:
    """What a `rest` of the folder takes besides; `query` and `form` go through it to what encodes them."""
    found = [owned for name in module.classes.named if (owned := module.classes.member(name, "rest"))]
    rests = [node.args for node in found if isinstance(node, ast.FunctionDef)]
    names = {argument.arg for args in rests for argument in (*args.args, *args.kwonlyargs)}
    return names | {"query", "form"} if names else names


def _way_out(name: str, known: set[str]) -> str:
    similar = difflib.get_close_matches(name, known, n=1)
    if name in _BY_CLASS:
        return _BY_CLASS[name]
    return f"did you mean {similar[0]}=?" if similar else f"put a query parameter into params={{{name!r}: ...}}"
