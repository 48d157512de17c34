"""Flows through several operations that people wrote down: the workflows of Arazzo documents."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from apigen.analysis.priority import rank_flow
from apigen.diagnostics import Diagnostic, Severity
from apigen.identifiers import snake_case
from apigen.openapi.model import Api, Operation, Step, Workflow
from apigen.openapi.names import referenced_key
from apigen.plan.journeys.flows import FEWEST_STEPS, Flow


@dataclass(frozen=True, slots=True)
class Reach:
    """What the steps of workflows may call, and why they may not call the rest."""

    operations: Mapping[str, Operation]  # by key
    refused: Mapping[str, str]  # reason by key, for all others of the document
    keys: Mapping[str, str]  # by operationId


def reach(api: Api, operations: Mapping[str, Operation], harms: Mapping[str, str]) -> Reach:
    """`operations`: those of the test by key; `harms`: which of them get no traffic for the harm they do, and why."""
    left = dict.fromkeys((o.key for o in api.operations if o.key not in operations), "is left out")
    unread = {f"{each.method} {each.path}": "cannot be read" for each in api.left_out}
    return Reach(
        {key: operation for key, operation in operations.items() if key not in harms},
        {**unread, **left, **harms},
        {name: o.key for o in reversed(api.operations) for name in (o.id, o.declared_id) if name},
    )


def workflow_flow(workflow: Workflow, known: Reach) -> tuple[Flow | None, tuple[Diagnostic, ...]]:
    """The flow of a workflow, None where too few of its steps are left, and remarks on what is lost."""
    priority, remarks = rank_flow(workflow.extensions, workflow.location)
    called = [_called(step, known) for step in workflow.steps]
    lost = [each for each in called if isinstance(each, Diagnostic)]
    operations = tuple(each for each in called if isinstance(each, Operation))
    if len(operations) < FEWEST_STEPS:
        severity = Severity.WARNING if lost else Severity.INFO  # a single step may be a part that other workflows run
        message = f"the workflow {workflow.id!r} has fewer than {FEWEST_STEPS} steps to call, so it becomes no journey"
        hint = "add steps that call operations of the test"
        return None, (*remarks, *lost, Diagnostic(severity, "AG703", message, workflow.location, hint))
    reason = f"Arazzo workflow {workflow.id}: {priority.reason}"
    name = snake_case(workflow.id, "workflow")
    return Flow(name, workflow.summary, operations, replace(priority, reason=reason)), (*remarks, *lost)


def _called(step: Step, known: Reach) -> Operation | Diagnostic:
    """The operation that a step calls, or what is wrong with it."""
    key = known.keys.get(step.operation_id, "") if step.operation_id else referenced_key(step.operation_ref)
    if key in known.operations:
        return known.operations[key]
    if key in known.refused:
        message = f"the step calls {key}, which {known.refused[key]}; it is left out"
        hint = f'have it in the test: --include or --allow "{key}"'
    else:
        named = step.operation_id or step.operation_ref
        message = f"the step calls {named!r}, which the document does not have; it is left out"
        hint = "compare it with the document; names are case-sensitive"
    return Diagnostic(Severity.WARNING, "AG702", message, step.location, hint)
