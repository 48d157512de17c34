"""A plan as people and programs read it: JSON (the contract of `apigen plan`), and the rows of its table."""

from typing import Any

from apigen.diagnostics import Diagnostic
from apigen.plan.model import Credential, Edge, Journey, OperationRow, TestPlan

COLUMNS = ("Priority", "Method", "Endpoint", "Description", "Weight", "Share", "Reason")


def as_json(plan: TestPlan) -> dict[str, Any]:
    """The plan in plain values."""
    return {
        "api": {"title": plan.title, "version": plan.version, "openapi": plan.openapi, "servers": list(plan.servers)},
        "credentials": [_credential(credential) for credential in plan.auth.credentials],
        "operations": [_operation(row, plan) for row in plan.rows],
        "journeys": [_journey(journey) for user in plan.user_classes for journey in user.journeys],
        "left_out": [
            {
                "method": left.method,
                "path": left.path,
                "reason": left.reason,
                "location": f"{left.location.file}:{left.location.line}:{left.location.column}"
                if left.location
                else None,
            }
            for left in plan.left_out
        ],
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in plan.diagnostics],
    }


def table_rows(plan: TestPlan) -> list[tuple[str, ...]]:
    """One row per emitted operation, by `COLUMNS`."""
    return [
        (
            row.task.priority,
            row.task.method,
            row.task.path,
            row.task.summary or row.task.id,
            str(row.task.weight),
            f"{row.task.share * 100:.1f} %",
            row.task.reason,
        )
        for row in plan.rows
    ]


def _credential(credential: Credential) -> dict[str, Any]:
    return {
        "env": credential.env,
        "scheme": credential.scheme,
        "kind": credential.kind,
        "required": credential.required,
    }


def _operation(row: OperationRow, plan: TestPlan) -> dict[str, Any]:
    task = row.task
    security = plan.auth.security if task.security is None else task.security
    return {
        "id": task.id,
        "method": task.method,
        "path": task.path,
        "name": task.request_name,
        "tags": list(task.tags),
        "priority": task.priority,
        "weight": task.weight,
        "share": task.share,
        "reason": task.reason,
        "auth": [list(alternative) for alternative in security],
        "consumes": [_edge(edge, "parameter", "from") for edge in row.consumes],
        "produces": [_edge(edge, "response", "to") for edge in row.produces],
        "expected": list(task.expected) or ["2XX"],
        "user_class": row.user_class,
        "task": task.function_name,
    }


def _journey(journey: Journey) -> dict[str, Any]:
    return {
        "name": journey.function_name,
        "summary": journey.summary,
        "steps": list(journey.steps),
        "weight": journey.weight,
        "reason": journey.reason,
    }


def _edge(edge: Edge, where: str, other: str) -> dict[str, Any]:
    return {
        "resource": edge.resource,
        where: edge.where,
        other: edge.other,
        "confidence": edge.confidence,
        "reason": edge.reason,
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    place = diagnostic.location
    return {
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "hint": diagnostic.hint,
    }
