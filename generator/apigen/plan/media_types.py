"""Which of several representations of a body is sent, where `[media-types]` in apigen.toml says so."""

from collections.abc import Sequence
from dataclasses import replace

from apigen.diagnostics import Diagnostic, Severity
from apigen.openapi.model import Api, Operation
from apigen.settings import Matcher


def choose_media_types(api: Api, wishes: Sequence[tuple[Matcher, str]]) -> tuple[Api, list[Diagnostic]]:
    """The API with the wanted media types only; AG502 where an operation does not declare the wanted one."""
    if not wishes:
        return api, []
    remarks: list[Diagnostic] = []
    chosen = tuple(_chosen(operation, wishes, remarks) for operation in api.operations)
    return replace(api, operations=chosen), remarks


def _chosen(operation: Operation, wishes: Sequence[tuple[Matcher, str]], remarks: list[Diagnostic]) -> Operation:
    """The operation with the first wish that it can fulfil; all other representations are taken away."""
    body = operation.request_body
    wanted = [content_type for matcher, content_type in wishes if matcher.matches(operation)]
    if body is None or not wanted:
        return operation
    for content_type in wanted:
        if found := tuple(m for m in body.content if _essence(m.content_type) == _essence(content_type)):
            return replace(operation, request_body=replace(body, content=found[:1]))
    declared = ", ".join(media.content_type for media in body.content) or "none"
    message = f"{operation.key} has no body in {wanted[0]}; it declares {declared}"
    hint = "correct [media-types] in apigen.toml"
    remarks.append(Diagnostic(Severity.WARNING, "AG502", message, operation.location, hint))
    return operation


def _essence(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
