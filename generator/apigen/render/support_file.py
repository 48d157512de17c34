"""`support.py`: which parts of it this test needs, and the imports that go with them."""

import ast
import re
from collections.abc import Sequence
from typing import Any

from jinja2 import Environment

from apigen.analysis.auth import SchemeUse, TokenRequest
from apigen.plan.host import ORIGIN
from apigen.plan.model import IdPool, Task, TestPlan
from apigen.render.literals import call, columns, f_string, laid_out, py

_STANDARD_LIBRARY = {
    "import": ("csv", "itertools", "json", "logging", "os", "random", "re", "time", "traceback"),
    "base64": ("b64encode",),
    "collections": ("deque",),
    "collections.abc": ("Callable", "Collection", "Iterable", "Iterator"),
    "functools": ("cache", "cached_property", "partial"),
    "itertools": ("islice",),
    "pathlib": ("Path",),
    "string": ("ascii_lowercase", "digits"),
    "typing": ("Any", "ClassVar", "NoReturn", "Self"),
    "urllib.parse": ("quote", "unquote", "urlencode", "urlsplit"),
}
_LOCUST = {
    "locust": ("FastHttpUser", "events"),
    "locust.contrib.fasthttp": ("RestResponseContextManager",),
    "locust.env": ("Environment",),
    "locust.exception": ("InterruptTaskSet", "RescheduleTask", "RescheduleTaskImmediately", "StopTest", "StopUser"),
}
_SECRET = re.compile(r"\{(\w+)\}")


def render_support(environment: Environment, plan: TestPlan) -> str:
    """The text of `support.py`. Its imports follow from the names that the rest of it uses."""
    template = environment.get_template("support.py.j2")
    context = _context(plan)
    body = template.render(**context, imports=[])
    return template.render(**context, imports=_imports(body))


def _context(plan: TestPlan) -> dict[str, Any]:
    tasks = [task for user in plan.user_classes for task in user.tasks]
    records = [record for sample in plan.samples for record in sample.records]
    login = plan.auth.login
    has_query_scheme = any(scheme.place == "query" for scheme in plan.auth.schemes)
    return {
        "plan": plan,
        "scheme_rows": [_scheme_row(scheme) for scheme in plan.auth.schemes],
        "environment_rows": _environment_rows(plan),
        "security_line": f"security: Security = {laid_out(plan.auth.security, 4, len('security: Security = '))}",
        "columns": {column for scheme in plan.auth.schemes for column in _SECRET.findall(scheme.value)},
        "pool_calls": {pool.attribute: _pool_call(pool) for pool in plan.pools},
        "token_call": lambda request, indent: _token_call(request, indent, tasks),
        "login_columns": _login_columns(login) if login else [],
        "has_encoded_forms": any("form" in record for record in records),
        "has_query_scheme": has_query_scheme,
        "has_encoding": bool(plan.samples) or has_query_scheme,
        "has_encoded_params": any("query" in record for record in records),
        "has_cookies": any(scheme.place == "cookie" for scheme in plan.auth.schemes)
        or any("Cookie" in record.get("headers", ()) for record in records),
        "has_parts": any("parts" in record for record in records),
        "has_encoded_values": any(pick.is_encoded for task in tasks for pick in task.picks),
        "has_origin": any((ORIGIN,) in task.url for task in tasks),
        "has_multipart": any("files" in record for record in records),
        "has_bodies": any("file" in record for record in records),
        "has_fills": any(task.fills for task in tasks),
        "has_pick_last": any(fill.method == "pick_last" for task in tasks for fill in task.fills),
        "has_think_times": any(task.think_time for task in tasks),
    }


def _imports(body: str) -> list[str]:
    """The import lines of what the code uses; what its texts say is no use of anything."""
    nodes = list(ast.walk(ast.parse(body)))
    words = {node.id for node in nodes if isinstance(node, ast.Name)}
    owners = {node.value.id for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)}
    modules = [f"import {name}" for name in _STANDARD_LIBRARY["import"] if name in owners]
    standard = _from_imports({k: v for k, v in _STANDARD_LIBRARY.items() if k != "import"}, words)
    return [*modules, *standard, "", *_from_imports(_LOCUST, words)]


def _from_imports(modules: dict[str, tuple[str, ...]], words: set[str]) -> list[str]:
    lines = []
    for module, names in modules.items():
        used = [name for name in names if name in words]
        line = f"from {module} import {', '.join(used)}"
        if used:
            lines.append(line if len(line) <= 88 else call(f"from {module} import (", used, ")", 0))
    return lines


def _scheme_row(scheme: SchemeUse) -> str:
    value = (scheme.place, scheme.key, scheme.value)
    return f"{py(scheme.name)}: {laid_out(value, 4, len(py(scheme.name)) + 2, 1)},"


def _environment_rows(plan: TestPlan) -> list[str]:
    variables = {credential.column: credential.env for credential in plan.auth.credentials}
    return [f"{py(column)}: {py(env)}," for column, env in variables.items()]


def _pool_call(pool: IdPool) -> str:
    arguments = ["self", py(pool.resource)]
    if pool.listed_by:
        arguments.append(f"listed_by={laid_out(pool.listed_by, 12, 10, 1)}")
    if pool.created_by:
        arguments.append(f"created_by={laid_out(pool.created_by, 12, 11, 1)}")
    if pool.parent:
        arguments.append(f"parent=self.{pool.parent}")
    if pool.is_deleted:
        arguments.append("deleted=True")
    return call(f"self.{pool.attribute} = IdPool(", arguments, ")", 8)


def _token_call(request: TokenRequest, indent: int, tasks: Sequence[Task]) -> str:
    """`with self.rest("POST", "/login", json={"email": self.account["username"]}, security=()) as response:`."""
    arguments = [py(request.method), *_token_url(request, tasks)]
    if request.expected != (200,):
        arguments.append(f"expect={laid_out(request.expected, indent + 4, 7, 1) if request.expected else 'ANY_2XX'}")
    is_form = request.encoding == "form"
    fields = [_field(name, value, indent + (12 if is_form else 8)) for name, value in request.fields.items()]
    if is_form:
        arguments.append(_urlencoded(fields, indent + 4))
        arguments.append(
            call("headers={", ['"Content-Type": "application/x-www-form-urlencoded"'], "},", indent + 4)[:-1]
        )
    else:
        arguments.append(call("json={", fields, "},", indent + 4)[:-1])
    arguments.append("security=()")
    return call("with self.rest(", arguments, ") as response:", indent)


def _token_url(request: TokenRequest, tasks: Sequence[Task]) -> list[str]:
    """The URL of the operation, which may be on a server of its own; then the request needs a name."""
    url = next((task.url for task in tasks if task.operation == request.operation), ())
    if len(url) == 2 and url[0] == (ORIGIN,) and str(url[1]).endswith(request.url):
        return [f_string(url), f"name={py(request.url)}"]
    return [f_string((request.url,))]


def _urlencoded(fields: list[str], indent: int) -> str:
    """`data=urlencode({...})`; where it is too long, the dictionary stands on lines of its own."""
    line = call("data=urlencode({", fields, "}),", indent)[:-1]
    if "\n" not in line:
        return line
    margin = " " * indent
    return f"data=urlencode(\n{margin}    {call('{', fields, '}', indent + 4)}\n{margin})"


def _field(name: str, value: Any, indent: int) -> str:
    """Python for a field of a login: a secret of the account, or a constant."""
    if isinstance(value, str) and (match := _SECRET.fullmatch(value)):
        return f"{py(name)}: self.account[{py(match[1])}]"
    return f"{py(name)}: {laid_out(value, indent, columns(py(name)) + 2, 1)}"


def _login_columns(request: TokenRequest) -> list[str]:
    """The secrets of the account that a login needs."""
    texts = [value for value in request.fields.values() if isinstance(value, str)]
    return [match[1] for text in texts if (match := _SECRET.fullmatch(text))]
