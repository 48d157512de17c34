"""Operations that stay in the test but get no traffic: they harm the run, or delete what the test cannot create."""

from collections.abc import Collection, Mapping

from apigen.openapi.model import Operation, Schema
from apigen.plan.identifiers import Identifiers
from apigen.plan.scope.dangers import PEOPLE, deletes_in_bulk, harm, harm_to_connections, harm_to_login


def find_harms(
    unasked: Collection[Operation], login_fields: Collection[str], ids: Identifiers, definitions: Mapping[str, Schema]
) -> dict[str, str]:
    """The reasons by operation key; `unasked` are the operations that the user does not ask for by name."""
    found = {
        op.key: harm(op) or harm_to_login(op, definitions, login_fields) or harm_to_connections(op, definitions)
        for op in unasked
    }
    harms = {key: reason for key, reason in found.items() if reason}
    for operation in unasked:
        consumers = ids.consumers.get(operation.key, ())
        if deletes_in_bulk(operation) and all(consumer.role != "delete" for consumer in consumers):
            reason = "deletes what it finds by other means than identifiers, also what others own"
            harms.setdefault(operation.key, reason)
    return harms | _on_foreign_things({operation.key for operation in unasked}, ids)


def _on_foreign_things(unasked: Collection[str], ids: Identifiers) -> dict[str, str]:
    """What deletes or changes things of which the test creates none."""
    harms = {}
    for key, consumers in ids.consumers.items():
        for consumer in consumers:
            kind, use = consumer.resource, (consumer.role, consumer.location)
            if ids.pools[kind].created_by:
                continue
            if consumer.role == "delete":
                harms[key] = f"deletes only what the test created, and it creates no {kind}"
            elif key in unasked and use == ("update", "path") and kind in PEOPLE:
                harms[key] = f"may lock the test out, as it creates no {kind} that it could change"
    return harms
