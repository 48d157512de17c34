"""Who yields identifiers, seen from where operations stand and what they answer.

The collection of a thing is the first place to look: what is created or listed there is that thing. Lists of the same
noun elsewhere (`/projects/{id}/tasks` for `/tasks/{id}`) come second.
"""

from collections.abc import Mapping

from apigen.analysis.correlation.answers import SURE, answers, in_answer, made
from apigen.analysis.correlation.elsewhere import producers_elsewhere
from apigen.analysis.correlation.model import Producer
from apigen.analysis.correlation.resources import Thing, Things
from apigen.analysis.correlation.responses import LABEL, LABELS
from apigen.analysis.correlation.schemas import Schemas
from apigen.analysis.correlation.silent_creates import named_by_client, without_answer
from apigen.analysis.correlation.standing import Standing, by_collection
from apigen.openapi.model import Api


def structural_producers(api: Api, things: Things, schemas: Schemas) -> list[Producer]:
    """Producers found by where they stand and what they answer."""
    found = collection_producers(api, things, schemas)
    covered = {(p.operation, p.resource) for p in found}
    elsewhere = producers_elsewhere(api, things, schemas)
    return found + [p for p in elsewhere if (p.operation, p.resource) not in covered]


def collection_producers(api: Api, things: Things, schemas: Schemas) -> list[Producer]:
    """Producers on the collections of things."""
    standing = by_collection(api, things)
    found: list[Producer] = []
    for thing in things.by_signature.values():
        found += _agreeing([p for s in standing[thing.collection] if (p := _producer(schemas, thing, s)) is not None])
        if thing.shelf:
            found += _on_shelf(schemas, thing, standing)
    return found


def _agreeing(found: list[Producer]) -> list[Producer]:
    """Without those that show a mere label, such as a name, where another one shows an identifier proper."""
    named = {producer.source.rpartition(".")[2] for producer in found if producer.confidence >= SURE}
    mere = set(LABELS) - named if named else set()
    return [p for p in found if p.confidence > LABEL or p.source.rpartition(".")[2].lower() not in mere]


def _producer(schemas: Schemas, thing: Thing, standing: Standing) -> Producer | None:
    operation = standing.operation
    given = min(len(operation.path_parameters), len(thing.keys) - 1)
    wanted = thing.keys[given:]
    found = in_answer(schemas, operation, wanted, thing.noun, standing.kind)
    is_create = standing.kind == "create" and len(wanted) == 1
    is_described = found is not None and schemas.properties(found[0].schema)
    if is_create and not is_described and (named := named_by_client(schemas, thing, operation)):
        return named
    if found is not None:
        record, finding = found
        kind = "read" if standing.kind == "list" and not record.is_one_of_many else standing.kind
        sure = finding.confidence * standing.confidence * (0.8 if kind == "read" and standing.kind == "list" else 1)
        return made(thing, operation, kind, finding.source, sure, answers(operation, kind, finding.source))
    return without_answer(schemas, thing, operation) if is_create else None


def _on_shelf(schemas: Schemas, thing: Thing, standing: Mapping[str, list[Standing]]) -> list[Producer]:
    """Producers on `/flags/{project}` for `/flags/{project}/{flag}`, unless what stands there is an item itself."""
    here = [s for s in standing.get(thing.shelf, ()) if s.operation.method != "PUT"]
    found = [p for s in here if (p := _producer(schemas, thing, s)) is not None and p.kind != "read"]
    if any(s.kind == "list" for s in here):
        return found if any(p.kind == "list" for p in found) else []
    return [] if any(s.kind == "create" for s in standing.get(thing.collection, ())) else found
