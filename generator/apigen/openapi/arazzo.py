"""Workflows of an Arazzo 1.x document: the order in which its authors call operations.

The order is what counts here. Values, conditions and jumps of a workflow are not carried over: the tasks of a load test
draw their own values, and judge each answer by the OpenAPI document.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from apigen.diagnostics import Diagnostic, Severity
from apigen.errors import UnreadableDocument
from apigen.openapi.model import Step, Workflow
from apigen.openapi.reading import extensions
from apigen.source import Node, Notes, SourceDocument

_MOST_STEPS = 50  # of one workflow, with those of the workflows that it runs
_DEEPEST = 20  # workflows that run each other
_SOURCE = re.compile(r"\A\$sourceDescriptions\.[\w-]+\.")


def read_workflows(document: SourceDocument) -> tuple[tuple[Workflow, ...], tuple[Diagnostic, ...]]:
    """The workflows that have steps, in the document's order, and remarks on what is lost.

    Raises `UnreadableDocument` where this is no Arazzo 1.x document: the user named it as one.
    """
    notes = Notes()
    root = Node.root(document, notes)
    _check(root)
    reader = _Reader(root)
    workflows = tuple(map(reader.workflow, reader.nodes))
    if not workflows:
        root.warn("AG703", "the file has no workflows, so no journey comes of it", "add workflows with steps")
    return workflows, (*document.diagnostics, *notes.in_order())


def _check(root: Node) -> None:
    version = root.value.get("arazzo") if root.is_map else None
    if version is None or not str(version).startswith("1."):
        message = f"this is no Arazzo 1.x document: its version is {version!r}" if version else "this is no Arazzo file"
        hint = "begin with arazzo: 1.0.1, info, sourceDescriptions and workflows"
        raise UnreadableDocument((Diagnostic(Severity.ERROR, "AG701", message, root.location, hint),))


class _Reader:
    """Reads each workflow once, however many others run it."""

    def __init__(self, root: Node) -> None:
        for node in root.sequence("workflows"):
            if not node.is_map:
                node.expect("a map")
        self.nodes = [node for node in root.sequence("workflows") if node.is_map]
        self._by_id = {node.text("workflowId"): node for node in reversed(self.nodes)}
        self._known: dict[tuple[str, ...], tuple[Step, ...]] = {}

    def workflow(self, node: Node) -> Workflow:
        """A workflow with all its steps, as far as they name anything."""
        steps = self._steps(node, ())
        if len(steps) > _MOST_STEPS:
            hint = "make several workflows of it"
            node.warn("AG703", f"the workflow has more than {_MOST_STEPS} steps; the others are left out", hint)
        _tell_fixed(node)
        name = node.text("workflowId")
        summary = node.text("summary") or node.text("description").strip().partition("\n")[0] or name
        return Workflow(name, summary, steps[:_MOST_STEPS], node.location, extensions(node))

    def _steps(self, workflow: Node, around: tuple[tuple[str, ...], ...]) -> tuple[Step, ...]:
        """At most one more than allowed: workflows that run each other could multiply without end."""
        place = workflow.pointer
        if place not in self._known:
            nodes = workflow.sequence("steps")
            found = (step for node in nodes for step in self._step(node, (*around, place)))
            self._known[place] = tuple(islice(found, _MOST_STEPS + 1))
        return self._known[place]

    def _step(self, node: Node, around: tuple[tuple[str, ...], ...]) -> Iterator[Step]:
        """The operation that a step calls, or the steps of the workflow that it runs."""
        if not node.is_map:
            node.expect("a map")
            return
        name, path, workflow = (node.text(key) for key in ("operationId", "operationPath", "workflowId"))
        if name or path:
            yield Step(_SOURCE.sub("", name), path, node.location)
        elif not workflow:
            node.warn("AG702", "the step names nothing to call; it is left out", "add an operationId")
        elif workflow not in self._by_id:
            message = f"the step runs the workflow {workflow!r}, which this file does not have; it is left out"
            node.warn("AG702", message, "compare the names: they are case-sensitive")
        elif self._by_id[workflow].pointer in around or len(around) > _DEEPEST:
            message = f"the step runs the workflow {workflow!r}, in a circle or in too long a row; it is left out"
            node.warn("AG702", message, "call the operations that are meant")
        else:
            yield from self._steps(self._by_id[workflow], around)


def _tell_fixed(workflow: Node) -> None:
    """One remark per workflow on what its steps fix, and on where they jump."""
    found = [part for step in workflow.sequence("steps") for part in _fixed_parts(step)]
    if found:
        others = f", and {len(found) - 1} more of the kind" if len(found) > 1 else ""
        message = (
            f"what a step has under {found[0].pointer[-1]} is not carried over{others}: tasks draw their own values"
        )
        hint = "set them in the tasks, or as examples in the OpenAPI document"
        found[0].warn("AG704", message, hint)


def _fixed_parts(step: Node) -> Iterator[Node]:
    """The members of a step that say more than which operation comes next."""
    for name in ("parameters", "requestBody", "onSuccess", "onFailure"):
        part = step.get(name)
        if part is not None and (name.startswith("on") or any(map(_is_fixed, _values(part)))):
            yield part


def _values(part: Node) -> Iterator[Any]:
    """What parameters are set to, and what a body holds."""
    for parameter in part.elements():
        if parameter.is_map:
            yield parameter.value.get("value")
    if part.is_map:
        yield part.value.get("payload")


def _is_fixed(value: Any) -> bool:
    """Whether a value is known before the workflow runs, other than a runtime expression such as $steps.x.outputs.y."""
    if isinstance(value, dict | list):
        return any(map(_is_fixed, value.values() if isinstance(value, dict) else value))
    if isinstance(value, str):
        return not value.startswith("$") and "{$" not in value
    return value is not None
