"""The URL of a task: literal text with the variables of its path parameters between (OpenAPI 3.1, section 4.8.12.3).

A single value is quoted when the f-string is made, so that people can edit it in plain text; what its style puts
before it stands in the URL. A list or map has delimiters of its own, so its values are encoded when they are generated.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from apigen.openapi.model import Operation, Parameter
from apigen.openapi.paths import link_name, template_parts
from apigen.openapi.styles import encode_path, path_prefix, single_text

UrlParts = tuple[str | tuple[str], ...]


def task_url(
    operation: Operation,
    variables: Mapping[str, str],
    encoded: Collection[str],
    prefix: UrlParts,
    pooled: Collection[str] = (),
) -> UrlParts:
    """The path template cut at its parameters.

    `encoded` names those whose values are complete; `pooled` are the variables that hold what answers showed.
    """
    parts: list[str | tuple[str]] = list(prefix)
    known = {parameter.name: parameter for parameter in operation.path_parameters}
    link = link_name(operation.path)
    for place, text in enumerate(template_parts(operation.path)):
        if place == 1 and text == link and variables[text] in pooled:  # with the slash that it begins with
            parts = [*prefix, (f"{variables[text]}:path",)]
        elif place % 2:
            start = "" if text in encoded else path_prefix(known[text])
            parts += [start, (variables[text],)]
        else:
            parts.append(text)
    return _joined(parts)


def _joined(parts: Iterable[str | tuple[str]]) -> UrlParts:
    """Neighbouring texts as one."""
    joined: list[str | tuple[str]] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return tuple(joined)


def must_encode(parameter: Parameter, values: Iterable[Any]) -> bool:
    """Whether the values of a path parameter hold delimiters, or reserved characters that stay."""
    is_whole = parameter.allow_reserved or any(isinstance(value, Mapping | list | tuple) for value in values)
    return is_whole and not parameter.content_type


def value_texts(parameter: Parameter, values: Iterable[Any], encoded: bool) -> tuple[str, ...]:
    """The lines of data/<parameter>.csv: encoded, or plain and without what stands before them in the URL."""
    known = [value for value in values if value is not None]
    telling = [value for value in known if value not in ([], {})] or known
    write = encode_path if encoded else single_text
    return tuple(dict.fromkeys(write(parameter, value) for value in telling))
