"""`support.py` and the files it stands on: which parts of them this test needs, and their imports."""

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, Template

from apigen.plan.data.own_password import OWN_PASSWORD
from apigen.plan.host import ORIGIN, common_path
from apigen.plan.model import IdPool, TestPlan
from apigen.render.auth_text import auth_context, needs_origin
from apigen.render.literals import WIDTH, call, columns, laid_out, py

_STANDARD_LIBRARY = {
    "import": (*"csv hashlib itertools json logging math os random re ssl sys time traceback".split(),),
    "base64": ("b64encode", "urlsafe_b64decode"),
    "collections": ("deque",),
    "collections.abc": ("Callable", "Collection", "Iterable", "Iterator", "Sequence"),
    "contextlib": ("suppress",),
    "dataclasses": ("dataclass",),
    "email.utils": ("mktime_tz", "parsedate_tz"),
    "functools": ("cache", "cached_property"),
    "pathlib": ("Path",),
    "string": ("ascii_lowercase", "digits"),
    "threading": ("RLock", "Thread"),
    "types": ("FrameType", "TracebackType"),
    "typing": ("TYPE_CHECKING", "Any", "ClassVar", "NoReturn", "Self"),
    "urllib.parse": ("quote", "unquote", "urlencode", "urljoin", "urlsplit"),
}
_LOCUST = {
    "locust": ("FastHttpUser", "events", "exception"),
    "locust.contrib.fasthttp": ("FastRequest", "FastResponse", "RestResponseContextManager", "Timeout"),
    "locust.env": ("Environment",),
    "locust.exception": ("RescheduleTask", "StopTest"),
}


def render_support(environment: Environment, plan: TestPlan) -> dict[str, str]:
    """What the tasks stand on, by file. Imports follow from the names that the rest of a file uses."""
    context = _context(plan)
    needed = {
        "samples": context["has_samples"],
        "response": True,
        "identifiers": bool(plan.pools or plan.values),
        "refusals": True,
        "support": True,
    }
    files: dict[str, str] = {}
    own: dict[str, list[str]] = {}
    for name in (name for name, is_needed in needed.items() if is_needed):
        template = environment.get_template(f"{name}.py.j2")
        files[f"{name}.py"] = _rendered(template, context, dict(sorted(own.items())))
        own[name] = _defined(files[f"{name}.py"])
    return files


def _rendered(template: Template, context: Mapping[str, Any], own: Mapping[str, Sequence[str]]) -> str:
    body = template.render(**context, imports=[])
    return template.render(**context, imports=_imports(body, own))


def _context(plan: TestPlan) -> dict[str, Any]:
    tasks = [task for user in plan.user_classes for task in user.tasks]
    harvests = [harvest for task in tasks for harvest in task.harvests]
    methods = {pick.method for task in tasks for pick in task.picks}.union(f.method for t in tasks for f in t.fills)
    paths = [source for harvest in harvests for source in harvest.sources]
    records = [record for sample in plan.samples for record in sample.records]
    has_query_scheme = any(scheme.place == "query" for scheme in plan.auth.schemes)
    return {
        "plan": plan,
        **auth_context(plan),
        "base_path": "" if plan.host else common_path(plan.servers),
        "has_popularity": any(plan.popularity.values()),
        "popularity_line": f"POPULARITY = {laid_out(plan.popularity, 0, len('POPULARITY = '))}",
        "has_journeys": any(user.journeys for user in plan.user_classes),
        "has_clean_up": any(pool.clean_up for pool in plan.pools),
        "has_own_clean_up": any(pool.clean_up and pool.clean_up.security is not None for pool in plan.pools),
        "pool_calls": {pool.attribute: _pool_call(pool) for pool in plan.pools},
        "has_encoded_forms": any("form" in record for record in records),
        "has_samples": bool(plan.samples or plan.values or has_query_scheme or any(plan.popularity.values())),
        "has_encoding": bool(plan.samples) or has_query_scheme,
        "has_encoded_params": any("query" in record for record in records),
        "has_cookies": any(scheme.place == "cookie" for scheme in plan.auth.schemes)
        or any("Cookie" in record.get("headers", ()) for record in records),
        "has_part_headers": any("part_headers" in record for record in records),
        "has_parts": any("parts" in record for record in records),
        "has_new_values": any(pick.method == "new_value" for task in tasks for pick in task.picks),
        "has_encoded_values": any(pick.is_encoded for task in tasks for pick in task.picks),
        "has_origin": any((ORIGIN,) in task.url for task in tasks) or needs_origin(plan.auth),
        "has_multipart": any("files" in record for record in records),
        "has_bodies": any("file" in record for record in records),
        "has_links": any(part[0].endswith(":path") for task in tasks for part in task.url if isinstance(part, tuple)),
        "has_least": any(pool.least is not None for pool in plan.pools),
        "has_parents": any(pool.parent for pool in plan.pools),
        "has_fills": any(fill.pool for task in tasks for fill in task.fills),
        "has_own_password": any(fill == OWN_PASSWORD for task in tasks for fill in task.fills),
        "has_header_ids": any(source.startswith("header:") for source in paths),
        "has_kinds": any("[" in source.replace("[]", "") for source in paths),
        "has_maps": any("{}" in source for source in paths),
        "has_untold": any(harvest.method == "shown" for harvest in harvests),
        "has_several_paths": any(len(harvest.sources) > 1 for harvest in harvests),
        "has_sent_ids": any(harvest.sent for harvest in harvests),
        "has_homes": not methods.isdisjoint({"pick_same", "pick_same_own"}),
        "has_pick_same": "pick_same" in methods,
        "has_pick_same_own": "pick_same_own" in methods,
        "has_pick_last": any(fill.method == "pick_last" for task in tasks for fill in task.fills),
        "has_think_times": any(task.think_time for task in tasks),
    }


def _defined(text: str) -> list[str]:
    """What other files may take from this text, in the order of isort: constants, classes, the rest."""
    names = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def _imports(body: str, own: Mapping[str, Sequence[str]]) -> list[str]:
    """The import lines of what the code uses; what its texts say is no use of anything."""
    nodes = list(ast.walk(ast.parse(body)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    words = {node.id for node in names} - {node.id for node in names if isinstance(node.ctx, ast.Store)}
    owners = {node.value.id for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)}
    modules = [f"import {name}" for name in _STANDARD_LIBRARY["import"] if name in owners]
    standard = _from_imports({k: v for k, v in _STANDARD_LIBRARY.items() if k != "import"}, words)
    groups = [[*modules, *standard], _from_imports(_LOCUST, words), _from_imports(own, words)]
    return "\n\n".join("\n".join(group) for group in groups if group).split("\n")


def _from_imports(modules: Mapping[str, Sequence[str]], words: set[str]) -> list[str]:
    lines = []
    for module, names in modules.items():
        used = [name for name in names if name in words]
        line = f"from {module} import {', '.join(used)}"
        if used:
            lines.append(line if len(line) <= WIDTH else call(f"from {module} import (", used, ")", 0))
    return lines


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
    if pool.least is not None:
        arguments.append(f"least={pool.least}")
    if pool.clean_up:
        arguments.append(f"delete={py(pool.clean_up.url)}")
        if pool.clean_up.security is not None:
            arguments.append(f"security={laid_out(pool.clean_up.security, 12, 9, 1)}")
    opening, together = f"self.{pool.attribute} = IdPool(", ", ".join(arguments)
    fits_below = "\n" not in together and 12 + columns(together) <= WIDTH
    if fits_below and 8 + columns(f"{opening}{together})") > WIDTH:  # there are many of them
        return f"{opening}\n{' ' * 12}{together}\n{' ' * 8})"
    return call(opening, arguments, ")", 8)
