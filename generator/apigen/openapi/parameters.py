"""Parameters: where they go, how they are written, and whether the path knows them (OpenAPI 3.1, section 4.8.12)."""

from collections.abc import Iterable
from dataclasses import replace

from apigen.openapi.bodies import read_content, read_examples
from apigen.openapi.model import MediaType, Parameter
from apigen.openapi.part_headers import HEADER_NAME
from apigen.openapi.paths import template_names
from apigen.openapi.reading import Reading, extensions
from apigen.source import Node
from apigen.source.references import follow

STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}
"""The styles of each location, its default first."""

# "Shall be ignored", section 4.8.12.1; so shall `authorization`, which tells what an API wants all the same.
_IGNORED_HEADERS = frozenset(("accept", "content-type"))
_TRANSPORT_HEADERS = frozenset(("host", "content-length", "transfer-encoding", "connection", "upgrade", "te"))

_WHOLE_QUERY = "querystring"
_FORM = "application/x-www-form-urlencoded"

Key = tuple[str, str]  # location and name, which together identify a parameter


def read_parameters(reading: Reading, path: str, item: Node, lists: Iterable[Node | None]) -> tuple[Parameter, ...]:
    """The parameters of an operation; `lists` are those of its path `item` and its own, which count more."""
    merged: dict[Key, Parameter] = {}
    origins: dict[Key, Node] = {}
    for declared in lists:
        for key, (parameter, origin) in _declared(reading, declared).items():
            merged[key] = parameter
            origins[key] = origin
    return _fitted(path, item, merged, origins)


def _declared(reading: Reading, items: Node | None) -> dict[Key, tuple[Parameter, Node]]:
    """The parameters of one list; where two have the same name and location, the first counts."""
    found: dict[Key, tuple[Parameter, Node]] = {}
    if items is not None and not isinstance(items.value, list):
        items.expect("a list")
    for item in items.elements() if items else ():
        target = follow(item)
        parameter = reading.once(target, _parameter) if target else None
        if parameter is None:
            continue
        if item.flag("required"):  # also beside a reference, where people write it though nothing there should count
            parameter = replace(parameter, required=True)
        key = _key(parameter)
        if key in found:
            item.warn("AG213", f"the {parameter.location} parameter {parameter.name!r} is declared twice", "remove one")
        found.setdefault(key, (parameter, item))
    return found


def _key(parameter: Parameter) -> Key:
    is_header = parameter.location == "header"  # whose names have no case
    return parameter.location, parameter.name.lower() if is_header else parameter.name


def _fitted(path: str, item: Node, parameters: dict[Key, Parameter], origins: dict[Key, Node]) -> tuple[Parameter, ...]:
    """Makes path parameters and path template agree, because a request needs a value for every brace."""
    names = template_names(path)
    for key in [key for key in parameters if key[0] == "path" and key[1] not in names]:
        origins[key].warn("AG210", f"the path {path} has no {{{key[1]}}}; the parameter is ignored", "correct its name")
        del parameters[key]
    missing = [name for name in names if ("path", name) not in parameters]
    for name in missing:
        item.warn("AG209", f"{{{name}}} of {path} is not declared; it is taken as text", "add a path parameter")
    return (*parameters.values(), *(_undeclared(name) for name in missing))


def _undeclared(name: str) -> Parameter:
    return Parameter(name, "path", required=True, schema={"type": "string"}, style="simple", explode=False)


def _parameter(reading: Reading, node: Node) -> Parameter | None:
    if not node.is_map:
        node.expect("a map")
        return None
    name, location = node.text("name"), node.text("in")
    if location == _WHOLE_QUERY:
        return _whole_query(reading, node, name)
    fault = _fault(name, location)
    if fault:
        node.warn("AG212", f"the parameter {name!r} is ignored: {fault}", "correct or remove it")
    if fault or (location == "header" and name.lower() in _IGNORED_HEADERS):
        reading.accepted.update(_listed(node) if name.lower() == "accept" else {})
        return None
    style = _style(node, location)
    content = read_content(reading, node)[:1]
    schema = node.get("schema")
    return Parameter(
        name=name,
        location=location,
        required=node.flag("required") or location == "path" or _replaces_own(name, location, node),
        schema=_content_schema(content) if schema is None else reading.schemas.read(schema),
        style=style,
        explode=node.flag("explode", default=style in ("form", "cookie")),
        allow_reserved=node.flag("allowReserved"),
        content_type=content[0].content_type if content and schema is None else "",
        examples=read_examples(node) + (content[0].examples if content else ()),
        description=node.text("description"),
        extensions=extensions(node),
    )


def _replaces_own(name: str, location: str, node: Node) -> bool:
    """Whether it is a header that every client sends, and the document wants another value than `gzip`."""
    is_sent = location == "header" and name.lower() == "accept-encoding"
    return is_sent and bool(_listed(node)) and "gzip" not in _listed(node)


def _listed(node: Node) -> dict[str, None]:
    """The texts to which the schema of a parameter confines it."""
    schema = node.get("schema")
    listed = schema.value.get("enum") if schema and schema.is_map else None
    return dict.fromkeys(text for text in listed if isinstance(text, str)) if isinstance(listed, list) else {}


def _whole_query(reading: Reading, node: Node, name: str) -> Parameter | None:
    """A query string described as one form (OpenAPI 3.2, section 4.12): a map whose members are the parameters."""
    forms = [media for media in read_content(reading, node) if media.content_type == _FORM]
    if not forms:
        hint = f"describe it under content as {_FORM}"
        node.warn("AG212", f"the parameter {name!r} is ignored: a query string is written as a form only", hint)
        return None
    return Parameter(
        name=name or _WHOLE_QUERY,
        location="query",
        required=node.flag("required"),
        schema=_content_schema(tuple(forms)),
        style="form",
        explode=True,
        examples=forms[0].examples,
        description=node.text("description"),
        extensions=extensions(node),
    )


def _content_schema(content: tuple[MediaType, ...]) -> dict[str, object] | bool:
    schema = content[0].schema if content else None
    return True if schema is None else schema  # type: ignore[return-value]


def _fault(name: str, location: str) -> str:
    if not name:
        return "it has no name"
    if location not in STYLES:
        return f"`in` is {location!r}, not one of {', '.join(STYLES)}"
    if location == "header" and not HEADER_NAME.fullmatch(name):
        return "this is no name of an HTTP header"
    return "the HTTP client sets this header" if location == "header" and name.lower() in _TRANSPORT_HEADERS else ""


def _style(node: Node, location: str) -> str:
    default = STYLES[location][0]
    style = node.text("style", default)
    if style in STYLES[location]:
        return style
    node.warn("AG223", f"{style!r} is no style of {location} parameters; {default!r} is used", "correct the style")
    return default
