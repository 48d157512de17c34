"""What kind of work an operation does, as far as the document shows: the ground for a rank that nobody declared.

People browse more than they buy, and buy more than they administrate. `KINDS` is that sentence as a table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from apigen.identifiers import words_of
from apigen.openapi.model import Operation


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: what it weighs, and the sentence that says so."""

    weight: float
    reason: str


KINDS = {
    "list": Kind(10, "lists a collection: browsing starts here"),
    "search": Kind(8, "searches: a frequent way in"),
    "read": Kind(8, "reads one item: the usual next step after a list"),
    "list below": Kind(6, "lists what belongs to one item"),
    "read below": Kind(5, "reads one item inside another"),
    "fetch": Kind(5, "reads a single document"),
    "create": Kind(4, "creates an item: fewer people write than read"),
    "login": Kind(3, "logs in: once for each visit"),
    "create below": Kind(3, "adds to an item: fewer people write than read"),
    "refresh": Kind(2, "renews a token: once in a while for each user"),
    "update": Kind(2, "changes an item: rarer than creating one"),
    "action": Kind(2, "runs an action: rarer than reading"),
    "delete": Kind(1, "deletes: rare in real traffic"),
    "logout": Kind(1, "logs out: most people just leave"),
    "health": Kind(1, "health or metrics: called by machines"),
    "admin": Kind(1, "administration or maintenance: rare"),
    "bulk": Kind(1, "works on many items at once: rare and heavy"),
    "heavy": Kind(1, "costs the server much"),
    "deprecated": Kind(1, "deprecated: new clients do not call it"),
    "probe": Kind(1, "asks about a resource without reading it"),
}

_SEARCH = frozenset(
    {"search", "filter", "query", "find", "lookup", "autocomplete", "suggest", "count", "list", "paginate"}
)
_CREATE = frozenset({"add", "create", "new", "place", "register", "submit", "upload"})
_LOGIN = frozenset({"login", "signin", "logon", "authenticate", "token", "authentication"})
_LOGOUT = frozenset({"logout", "signout", "logoff", "revoke"})
_HEALTH = frozenset(
    {
        "health",
        "healthz",
        "healthcheck",
        "livez",
        "liveness",
        "readyz",
        "readiness",
        "ready",
        "ping",
        "metrics",
        "version",
    }
)
_ADMIN = frozenset(
    {"admin", "administration", "maintenance", "migrate", "backup", "restore", "reindex", "rebuild", "purge", "audit",
     "restart", "shutdown", "reset", "internal", "debug"}
)  # fmt: skip
_BULK = frozenset({"bulk", "batch", "export", "import", "report", "reports", "archive", "dump", "mass"})
_HEAVY_WORDS = (
    "expensive",
    "long-running",
    "long running",
    "resource-intensive",
    "may take several",
    "heavy operation",
)
_HINTS = {
    "x-latency-category": frozenset({"background", "slow", "high", "batch"}),
    "x-endpoint-cost": frozenset({"heavy", "high", "expensive"}),
}


def is_write(operation: Operation) -> bool:
    """Whether the operation changes something: by its method, but a search or a login sent with POST only reads."""
    if operation.method in {"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"}:
        return False
    return not (operation.method == "POST" and (is_search(operation) or is_login(operation)))


def is_search(operation: Operation) -> bool:
    """Whether the operation looks for things: `GET /search?q=`, `POST /orders/filter`, `/orders/_search`."""
    last = _last_words(operation)
    return last[:1] != [] and last[0] in _SEARCH and (len(last) == 1 or last[1] in {"all", "by", "for"})


def is_login(operation: Operation) -> bool:
    """Whether the operation hands out a token for credentials or another token."""
    return operation.method == "POST" and bool((_LOGIN | {"refresh"}) & set(_last_words(operation)))


def kind_of(operation: Operation) -> str:
    """The kind of work; a key of `KINDS`. The first sign that holds counts, the rare kinds before the common ones."""
    if operation.deprecated:
        return "deprecated"
    path, named = _path_words(operation), set(words_of(operation.declared_id))
    last = set(_last_words(operation))
    signs = (
        ("health", operation.method == "GET" and _HEALTH & last),
        ("admin", _ADMIN & (path | named | {word for tag in operation.tags for word in words_of(tag)})),
        ("bulk", _BULK & (path | named)),
        ("heavy", is_heavy(operation)),
        ("logout", _LOGOUT & last),
        ("refresh", is_login(operation) and "refresh" in path | named),
        ("login", is_login(operation)),
        ("delete", operation.method == "DELETE"),
        ("search", operation.method in {"GET", "POST", "QUERY"} and is_search(operation)),
    )
    return next((kind for kind, sign in signs if sign), "") or _by_shape(operation)


def _by_shape(operation: Operation) -> str:
    """The kind by method and place: on a collection, on an item, below an item."""
    count = len(operation.path_parameters)
    below = " below" if count > (1 if _ends_with_parameter(operation) else 0) else ""
    match operation.method:
        case "GET" | "QUERY":
            if _answers_many(operation):
                return f"list{below}"
            return f"read{below}" if _ends_with_parameter(operation) else "fetch"
        case "POST":
            return f"create{below}" if _creates(operation) else "action"
        case "PUT" | "PATCH":
            return "update"
    return "probe"


def _creates(operation: Operation) -> bool:
    """Whether a POST makes something new: it stands on a collection, answers 201, or says so."""
    if _ends_with_parameter(operation):
        return False
    said = words_of(operation.declared_id)[:1] + words_of(operation.summary)[:1]
    is_made = any(response.status == "201" for response in operation.responses)
    return _is_plural(operation) or is_made or any(word.removesuffix("s") in _CREATE for word in said)


def _answers_many(operation: Operation) -> bool:
    """Whether a successful answer is an array, or the path speaks in the plural of what stands in it."""
    schemas = [m.schema for r in operation.responses if r.is_success for m in r.content]
    if any(isinstance(schema, Mapping) and schema.get("type") == "array" for schema in schemas):
        return True
    return not _ends_with_parameter(operation) and (_is_plural(operation) or _is_paged(operation))


def _is_paged(operation: Operation) -> bool:
    paging = {"page", "limit", "offset", "cursor", "pagesize", "perpage"}
    return any("".join(words_of(p.name)) in paging for p in operation.parameters if p.location == "query")


def _is_plural(operation: Operation) -> bool:
    last = _last_words(operation)
    return bool(last) and last[-1].endswith("s") and not last[-1].endswith(("ss", "us"))


def is_heavy(operation: Operation) -> bool:
    """Whether the document says that the operation costs much."""
    said = f"{operation.summary} {operation.description}".lower()
    return any(word in said for word in _HEAVY_WORDS) or bool(list(vendor_hints(operation.extensions, heavy=True)))


def vendor_hints(extensions: Mapping[str, Any], *, heavy: bool) -> Iterable[str]:
    """What vendors' extensions say about cost, as `x-endpoint-cost: heavy`."""
    for name, expensive in _HINTS.items():
        value = extensions.get(name)
        if isinstance(value, str) and (value.lower() in expensive) == heavy:
            yield f"{name}: {value}"
    tier = extensions.get("x-throttling-tier")
    if not heavy and isinstance(tier, str):
        yield f"x-throttling-tier: {tier}"


def _segments(operation: Operation) -> list[str]:
    return [segment for segment in operation.path.split("/") if segment]


def _path_words(operation: Operation) -> set[str]:
    return {word for segment in _segments(operation) if "{" not in segment for word in words_of(segment)}


def _last_words(operation: Operation) -> list[str]:
    """The words of the last segment; none where that is a parameter."""
    segments = _segments(operation)
    return words_of(segments[-1]) if segments and "{" not in segments[-1] else []


def _ends_with_parameter(operation: Operation) -> bool:
    return operation.path.rstrip("/").endswith("}")
