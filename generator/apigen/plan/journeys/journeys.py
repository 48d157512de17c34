"""The journeys of a test: flows through several operations, named and weighed like tasks.

A journey never runs what the test leaves out, or keeps out of the run for the harm it does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from apigen.analysis.priority import Priority, is_write
from apigen.diagnostics import Diagnostic
from apigen.identifiers import Names
from apigen.openapi.model import Api, Operation
from apigen.plan.identifiers import Identifiers
from apigen.plan.journeys.flows import Flow, life_cycles, linked_flows
from apigen.plan.journeys.workflows import reach, workflow_flow
from apigen.plan.model import Journey
from apigen.plan.naming import TAKEN
from apigen.plan.weights import Weight, task_weights


def find_flows(
    api: Api,
    operations: Sequence[Operation],
    priorities: Mapping[str, Priority],
    harms: Mapping[str, str],
    identifiers: Identifiers,
    wants_life_cycles: bool,
) -> tuple[tuple[Flow, ...], tuple[Diagnostic, ...]]:
    """All flows through the operations of the test, each with a name of its own, and remarks on steps that are lost.

    `harms`: the operations that get no traffic for the harm they do, with reasons. Flows that nobody wrote down keep to
    operations that have traffic of their own.
    """
    known = reach(api, {operation.key: operation for operation in operations}, harms)
    written = [workflow_flow(workflow, known) for workflow in api.workflows]
    running = [operation for operation in operations if priorities[operation.key].level != "none"]
    flows = [
        *(flow for flow, _ in written if flow),
        *linked_flows(running, identifiers.functions),
        *(life_cycles(running, identifiers) if wants_life_cycles else ()),
    ]
    pools = (pool.attribute for pool in identifiers.pools.values())
    names = Names((*TAKEN, *identifiers.functions.values(), *pools))
    named = tuple(replace(flow, name=names.give(flow.name)) for flow in flows)
    return named, tuple(remark for _, remarks in written for remark in remarks)


def weigh(priorities: Mapping[str, Priority], flows: Iterable[Flow]) -> Mapping[str, Weight]:
    """The weights of operations by key and of flows by name, on one scale.

    A share is that of all requests, of which a journey makes one for each step.
    """
    flows = tuple(flows)
    weights = task_weights({**priorities, **{flow.name: flow.priority for flow in flows}})
    requests = Counter({key: weights[key].weight for key in priorities})
    for flow in flows:
        for operation in flow.operations:
            requests[operation.key] += weights[flow.name].weight
    total = requests.total() or 1
    return {key: Weight(weight.weight, requests[key] / total) for key, weight in weights.items()}


def journey(flow: Flow, weight: Weight, functions: Mapping[str, str]) -> Journey:
    """A flow in the names of the generated code."""
    return Journey(
        flow.name,
        flow.summary,
        tuple(functions[operation.key] for operation in flow.operations),
        ("journey", "write" if any(map(is_write, flow.operations)) else "read"),
        weight.weight,
        flow.priority.reason,
    )
