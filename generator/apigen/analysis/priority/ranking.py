"""The rank of every operation: what is declared nearest to it, else what its kind suggests."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apigen.analysis.priority.kinds import KINDS, kind_of, vendor_hints
from apigen.analysis.priority.model import LEVEL_WEIGHTS, Priority, TrafficRule, level_of
from apigen.analysis.priority.rules import read_override, read_rule
from apigen.diagnostics import Diagnostic, Location, Severity
from apigen.openapi.model import Api, Extensions, Operation
from apigen.settings import Matcher

Overrides = Sequence[tuple[Matcher, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A rule and where it stands, in the words of a reason: `x-traffic on the tag orders`."""

    rule: TrafficRule
    place: str


def rank_operations(api: Api, overrides: Overrides = ()) -> tuple[Mapping[str, Priority], tuple[Diagnostic, ...]]:
    """The priority of every operation under its key, and remarks on declarations that cannot be meant.

    `overrides` come from `apigen.toml`: they are nearer than anything in the document, the last one nearest.
    """
    reader = _Reader()
    shared = _Shared(api, overrides, reader)
    ranked = {operation.key: _rank(operation, shared.nearest_first(operation)) for operation in api.operations}
    ranked = _named_by_share(ranked)
    return ranked, (*reader.remarks, *_too_much(ranked))


def rank_flow(extensions: Extensions, location: Location) -> tuple[Priority, tuple[Diagnostic, ...]]:
    """The priority of a flow through several operations: what it declares, else that of one rare operation."""
    rule, remarks = read_rule(extensions, "the workflow", location)
    if rule.is_none:
        return Priority("none", None, None, None, None, f"x-traffic on the workflow: {_said(rule)}", True), remarks
    if rule.says_how_much:
        return _declared(rule, rule.priority, None, f"x-traffic on the workflow: {_said(rule)}"), remarks
    return RARE, remarks


RARE = Priority("low", LEVEL_WEIGHTS["low"], None, None, None, "declares no traffic", declared=False)


class _Reader:
    """Reads declarations and keeps the remarks, so that each place is read and remarked on once."""

    def __init__(self) -> None:
        self.remarks: list[Diagnostic] = []

    def document(self, extensions: Extensions, place: str, location: Location | None = None) -> Declaration:
        rule, remarks = read_rule(extensions, place, location)
        self.remarks += remarks
        return Declaration(rule, f"x-traffic on {place}")

    def override(self, matcher: Matcher, values: Mapping[str, Any]) -> Declaration:
        place = f"apigen.toml for {matcher.expression}"
        rule, remarks = read_override(values, place, matcher.location)
        self.remarks += remarks
        return Declaration(rule, place)


class _Shared:
    """Declarations that hold for several operations, read once."""

    def __init__(self, api: Api, overrides: Overrides, reader: _Reader) -> None:
        self._reader = reader
        self._root = reader.document(api.extensions, "the document")
        self._tags = {tag.name: reader.document(tag.extensions, f"the tag {tag.name}") for tag in api.tags}
        self._overrides = [(matcher, reader.override(matcher, values)) for matcher, values in overrides]
        self._paths: dict[str, Declaration] = {}

    def nearest_first(self, operation: Operation) -> Iterator[Declaration]:
        """Everything declared for an operation, in the order in which it counts."""
        yield from (declared for matcher, declared in reversed(self._overrides) if matcher.matches(operation))
        yield self._reader.document(operation.extensions, "the operation", operation.location)
        if operation.path not in self._paths:
            place = f"the path {operation.path}"
            self._paths[operation.path] = self._reader.document(operation.path_extensions, place, operation.location)
        yield self._paths[operation.path]
        yield from (self._tags[tag] for tag in operation.tags if tag in self._tags)
        yield self._root


def _rank(operation: Operation, declared: Iterator[Declaration]) -> Priority:
    rules = list(declared)
    think_time = next((d.rule.think_time for d in rules if d.rule.think_time is not None), None)
    amounts = [d for d in rules if d.rule.says_how_much]
    if not amounts:
        return _inferred(operation, think_time)
    nearest = amounts[0]
    reason = f"{nearest.place}: {_said(nearest.rule)}"
    if nearest.rule.is_none:
        return Priority("none", None, None, None, think_time, reason, declared=True)
    level = next((d.rule.priority for d in amounts if d.rule.priority not in {None, "none"}), None)
    return _declared(nearest.rule, level, think_time, reason)


def _declared(rule: TrafficRule, level: str | None, think_time: tuple[float, float] | None, reason: str) -> Priority:
    """The nearest rule decides how much; a level that it leaves open may come from a farther one."""
    if rule.share is not None or rule.rps is not None:
        return Priority(level or "", None, rule.share, rule.rps, think_time, reason, declared=True)
    weight = rule.weight if rule.weight is not None else LEVEL_WEIGHTS[rule.priority or "medium"]
    return Priority(level or level_of(weight), weight, None, None, think_time, reason, declared=True)


def _inferred(operation: Operation, think_time: tuple[float, float] | None) -> Priority:
    kind = KINDS[kind_of(operation)]
    hints = [hint for heavy in (True, False) for hint in vendor_hints(operation.extensions, heavy=heavy)]
    reason = f"{kind.reason} ({', '.join(hints)})" if hints else kind.reason
    return Priority(level_of(kind.weight), kind.weight, None, None, think_time, reason, declared=False)


def _said(rule: TrafficRule) -> str:
    """What a rule says, as a reason repeats it."""
    said = [f"priority {rule.priority}"] if rule.priority else []
    if rule.share is not None:
        said.append(f"share {rule.share * 100:g} %")
    if rule.rps is not None:
        said.append(f"{rule.rps:g} requests per second")
    if rule.weight is not None:
        said.append(f"weight {rule.weight:g}")
    return ", ".join(said)


def _named_by_share(ranked: Mapping[str, Priority]) -> dict[str, Priority]:
    """Levels for operations that declare a share or a rate and no level: against an equal share for all."""
    rates = sum(priority.rps or 0 for priority in ranked.values())
    equal = 1 / max(1, sum(priority.level != "none" for priority in ranked.values()))
    return {
        key: p if p.level else _with_level(p, (p.share if p.share is not None else (p.rps or 0) / rates) / equal)
        for key, p in ranked.items()
    }


def _with_level(priority: Priority, parts: float) -> Priority:
    level = "high" if parts >= 1.5 else "medium" if parts >= 0.5 else "low"
    return Priority(
        level, priority.weight, priority.share, priority.rps, priority.think_time, priority.reason, priority.declared
    )


def _too_much(ranked: Mapping[str, Priority]) -> tuple[Diagnostic, ...]:
    """A remark where shares together claim more than all requests."""
    total = sum(priority.share or 0 for priority in ranked.values())
    if total <= 1 + 1e-9:
        return ()
    message = f"the declared shares add up to {total * 100:g} %; they are scaled down to 100 %"
    return (Diagnostic(Severity.WARNING, "AG304", message, None, "lower some of them, or use weights"),)
