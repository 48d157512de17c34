"""Things that have no identifier of their own, as each stands alone below another: the avatar of a user, a star.

They come and go like others: to read or to remove one, somebody must have put it there, on that very user. What the
correlation calls a use of the user is then a need of the avatar, which goes by the identifier of its user.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from apigen.analysis.correlation import Consumer, Correlation, Producer, Resource
from apigen.identifiers import snake_case, words_of
from apigen.openapi.model import Operation

_CONFIDENCE = 0.7
_ALWAYS_THERE = {"config", "configuration", "options", "permissions", "preferences", "profile", "settings", "status"}
_CHANGES = {"change", "edit", "modify", "patch", "reset", "update"}
_ROLES = {"GET": "read", "HEAD": "read", "DELETE": "delete", "PUT": "update", "PATCH": "update"}


def with_attachments(correlation: Correlation, operations: Iterable[Operation]) -> Correlation:
    """The correlation with a resource for each `/users/{id}/avatar` that requests both make and remove."""
    resources, producers = list(correlation.resources), list(correlation.producers)
    moved: dict[Consumer, Consumer] = {}
    for path, methods in _alone_below(operations).items():
        maker = _maker(methods)
        needs = _needs_of_one_owner(methods, correlation) if maker and "DELETE" in methods else {}
        if not maker or not needs:
            continue
        owner, reason = needs[maker.method], f"{maker.key} makes what DELETE removes"
        name = f"{owner.resource}_{snake_case(_last(path))}"
        if name in {resource.name for resource in resources}:
            continue
        resources.append(Resource(name, "", owner.names, owner.resource))
        source = f"request:{owner.names[-1]}"
        producers.append(Producer(maker.key, name, "create", source, _CONFIDENCE, reason))
        for method in _ROLES.keys() & needs.keys() - {maker.method}:
            need = needs[method]
            moved[need] = replace(need, resource=name, role=_ROLES[method], reason=reason)
    consumers = tuple(moved.get(consumer, consumer) for consumer in correlation.consumers)
    return replace(correlation, resources=tuple(resources), producers=tuple(producers), consumers=consumers)


def _alone_below(operations: Iterable[Operation]) -> dict[str, dict[str, Operation]]:
    """The operations by method, of each path that ends in a word and has no items below it."""
    by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in operations:
        by_path[operation.path.rstrip("/")][operation.method] = operation
    collections = {path.rpartition("/{")[0] for path in by_path}
    excluded = {path for path in by_path if path.endswith("}") or _last(path) in _ALWAYS_THERE}
    return {path: methods for path, methods in by_path.items() if path not in collections | excluded}


def _maker(methods: Mapping[str, Operation]) -> Operation | None:
    """What makes the thing: POST, or a PUT that does not say that it changes what is there."""
    maker = methods.get("POST") or methods.get("PUT")
    texts = (maker.declared_id, maker.summary) if maker else ()
    return None if any(_CHANGES.intersection(words_of(text)[:1]) for text in texts) else maker


def _needs_of_one_owner(methods: Mapping[str, Operation], correlation: Correlation) -> dict[str, Consumer]:
    """What each method needs, if that is all identifiers of one thing, and they list nothing."""
    keys = {operation.key: method for method, operation in methods.items()}
    needs = {keys[c.operation]: c for c in correlation.consumers if c.operation in keys and c.location == "path"}
    owners = {(need.resource, need.names) for need in needs.values()}
    sizes = {(name, len(names)) for name, names in owners}
    is_whole = any((resource.name, len(resource.keys)) in sizes for resource in correlation.resources)
    lists = any(producer.operation in keys and "[]" in producer.source for producer in correlation.producers)
    return needs if len(owners) == 1 and len(needs) == len(methods) and is_whole and not lists else {}


def _last(path: str) -> str:
    return path.rpartition("/")[2]
