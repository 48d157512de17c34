"""Where operations stand: which collection they are on, and what they may do there."""

from collections import defaultdict
from dataclasses import dataclass

from apigen.analysis.correlation.names import words
from apigen.analysis.correlation.paths import CREATE_VERBS, LIST_VERBS, Path, read_path
from apigen.analysis.correlation.request_bodies import changes_many
from apigen.analysis.correlation.resources import Things
from apigen.openapi.model import Api, Operation

_VIEWS = frozenset({"active", "all", "available", "current", "latest", "me", "mine", "my", "own", "recent", "self"})
_ENTRIES = frozenset({"auth", "authenticate", "login", "logout", "oauth", "signin", "signout", "token"})


@dataclass(frozen=True, slots=True)
class Standing:
    """An operation as seen from a collection: what it may do there."""

    operation: Operation
    kind: str  # create, list, read
    confidence: float  # that what it answers is the thing


def by_collection(api: Api, things: Things) -> defaultdict[str, list[Standing]]:
    """Operations under the signature of the collection on which they stand."""
    standing: defaultdict[str, list[Standing]] = defaultdict(list)
    collections = {thing.collection for thing in things.by_signature.values()}
    shelves = {thing.shelf for thing in things.by_signature.values()} - {""}
    for operation in api.operations:
        path = read_path(operation.path)
        shelf = path.whole.collection + "/{}" * len(path.whole.tail_keys)
        if path.whole.tail_keys and shelf in shelves and (kind := kind_of(operation, "")):
            standing[shelf].append(Standing(operation, kind, 0.95))
        place = path.whole.signature
        is_noun = place in collections
        kind = kind_of(operation, "" if is_noun else path.verb)
        if not kind or (is_entry(operation, path) and not is_noun):
            continue
        end = path.whole if is_noun else path.end
        place = end.signature
        if not end.tail_keys:
            standing[place].append(Standing(operation, kind, 1.0))
        head, _, tail = place.rpartition("/")
        if kind != "create" and tail in _VIEWS:
            standing[head].append(Standing(operation, "read" if kind == "list" and tail == "me" else kind, 0.85))
    return standing


def kind_of(operation: Operation, verb: str) -> str:
    """What an operation can yield where it stands: create or list; empty where it yields nothing new."""
    if operation.method in {"GET", "QUERY"}:
        return "" if verb in CREATE_VERBS else "list"
    if operation.method == "POST" and verb in LIST_VERBS:
        return "list"
    if operation.method in {"POST", "PUT"} and verb in {"", *CREATE_VERBS}:
        return "" if changes_many(operation) else "create"
    return ""


def is_entry(operation: Operation, path: Path) -> bool:
    """Whether the operation logs in or hands out tokens: what it answers is no thing to work with."""
    last = path.end.noun[-1:]
    first = words(operation.declared_id)[:1]
    return operation.method == "POST" and bool(_ENTRIES & {*last, *first}) and "create" not in {path.verb, *first}
