"""Requests for one operation: valid, readable, different from each other, the same on every machine."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from apigen.analysis.payloads.adoption import adopted
from apigen.analysis.payloads.checked_schema import checked_schema, mild_schema
from apigen.analysis.payloads.files import file_content
from apigen.analysis.payloads.media import chosen_media_type, essence, form_of, json_lines, sent_content_type
from apigen.analysis.payloads.model import NO_BODY, CannotDraw, DrawnRequest, DrawOptions, FilePart
from apigen.analysis.payloads.names import noun_of_path, words_of
from apigen.analysis.payloads.parameters import is_drawn, is_present
from apigen.analysis.payloads.pen import Workshop
from apigen.analysis.payloads.plan import Node, Place
from apigen.analysis.payloads.record import FULL, MINIMAL, USUAL, Record
from apigen.analysis.payloads.request_view import RequestView
from apigen.analysis.payloads.uniqueness import makes_things
from apigen.analysis.payloads.validity import Judge
from apigen.analysis.payloads.whole import Drawer
from apigen.analysis.payloads.xml_body import to_xml
from apigen.openapi.model import Api, MediaType, Operation, Parameter


def draw_requests(api: Api, operation: Operation, options: DrawOptions) -> tuple[DrawnRequest, ...]:
    """Up to `options.count` distinct requests; fewer where the document describes fewer."""
    plan = _OperationPlan(api, operation, options)
    found: dict[str, DrawnRequest] = {}
    for index in range(options.count * 2):
        if index >= options.count and len(found) * 3 < options.count:
            break
        request = plan.request(index)
        found.setdefault(_fingerprint(request), request)
        if len(found) == options.count:
            break
    return tuple(found.values())


def values_of(api: Api, parameter: Parameter, operation: Operation, options: DrawOptions) -> tuple[Any, ...]:
    """Distinct values for one parameter, as for a pool of path values."""
    plan = _OperationPlan(api, operation, options)
    drawer = plan.parameter_drawer(parameter)
    found: dict[str, Any] = {}
    for index in range(options.count * 2):
        value = drawer.value(plan.record(index))
        found.setdefault(json.dumps(value, sort_keys=True, default=str), value)
        if len(found) == options.count or (index > options.count and len(found) * 3 < options.count):
            break
    return tuple(found.values())


def _fingerprint(request: DrawnRequest) -> str:
    return json.dumps(
        [request.path, request.query, request.headers, request.cookies, request.body], sort_keys=True, default=repr
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """How the body of an operation is made."""

    content_type: str
    form: str
    drawer: Drawer
    examples: tuple[Any, ...]  # whole bodies that are valid


class _OperationPlan:
    """Everything about an operation that its records share."""

    def __init__(self, api: Api, operation: Operation, options: DrawOptions) -> None:
        self._operation = operation
        self._options = options
        self._view = _view_of(api)
        self._noun = noun_of_path(operation.path)
        self._makes_things = makes_things(operation.method, operation.path)
        self._drawers = {id(each): self.parameter_drawer(each) for each in operation.parameters if is_drawn(each)}
        media = chosen_media_type(operation.request_body) if operation.request_body else None
        self._media = media
        self._body = self._body_of(media) if media is not None else None

    def record(self, index: int) -> Record:
        """The first record is full, the second minimal, the others as most clients send them."""
        mode = (FULL, MINIMAL)[index] if index < 2 else USUAL
        method = self._operation.method
        root = f"{self._options.seed}|{self._operation.key}"
        return Record(root, index, mode, self._options.locale, is_past=method in ("GET", "HEAD"))

    def request(self, index: int) -> DrawnRequest:
        record = self.record(index)
        groups: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}, "cookie": {}}
        for parameter in self._operation.parameters:
            if parameter.location in groups and is_drawn(parameter) and is_present(parameter, record):
                self._add(parameter, record, groups[parameter.location])
        body = self._body_value(replace(record, wants_unique=self._makes_things))
        content_type = self._body.content_type if self._body and body is not NO_BODY else ""
        return DrawnRequest(groups["path"], groups["query"], groups["header"], groups["cookie"], content_type, body)

    def parameter_drawer(self, parameter: Parameter) -> Drawer:
        is_path = parameter.location == "path"
        owner = _owner_in_path(self._operation.path, parameter.name) if is_path else self._noun
        place = Place(
            f"{parameter.location}.{parameter.name}",
            words_of(parameter.name),
            tuple(filter(None, (owner, parameter.location))),
            parameter.location,
            depth=1,
            description=parameter.description,
        )
        node = Node(self._view, self._view.flat(parameter.schema), place, parameter.examples)
        judges = _judges(_never_empty(checked_schema(parameter.schema, self._view), parameter))
        return Drawer(node, judges, self._workshop(), f"{parameter.location} {parameter.name}")

    def _add(self, parameter: Parameter, record: Record, values: dict[str, Any]) -> None:
        try:
            values[parameter.name] = self._drawers[id(parameter)].value(record)
        except CannotDraw:
            if parameter.required or parameter.location == "path":
                raise

    def _workshop(self, takes_files: bool = False, encoding: Mapping[str, Any] | None = None) -> Workshop:
        return Workshop(self._options.seed, self._options.locale, takes_files, encoding or {})

    def _body_of(self, media: MediaType) -> _Body | None:
        form = form_of(media.content_type)
        if media.schema is None and not media.examples and form != "binary" and not self._is_body_required:
            return None
        schema: Any = media.schema if media.schema is not None else True
        place = Place("body", (), (self._noun,) if self._noun else (), "body", is_top=True)
        node = Node(self._view, self._view.flat(schema), place, media.examples)
        shop = self._workshop(form == "multipart", media.encoding)
        drawer = Drawer(node, _judges(checked_schema(schema, self._view)), shop, "body")
        return _Body(sent_content_type(media), form, drawer, tuple(self._whole_examples(drawer, form)))

    @property
    def _is_body_telling(self) -> bool:
        """Whether even an empty object is worth sending: reads with an optional body are better off without."""
        return self._is_body_required or self._operation.method not in ("GET", "HEAD", "DELETE", "OPTIONS", "TRACE")

    @property
    def _is_body_required(self) -> bool:
        return self._operation.request_body is not None and self._operation.request_body.required

    def _whole_examples(self, drawer: Drawer, form: str) -> Iterator[Any]:
        """The document's bodies that a request may carry as they are."""
        record = replace(self.record(2), wants_unique=self._makes_things)
        for example in drawer.node.examples if form in ("json", "form") else ():
            if isinstance(example, dict | list) and example:
                value = adopted(example, drawer.node, record)
                if drawer.accepts(value):
                    yield value

    def _body_value(self, record: Record) -> Any:
        if self._body is None:
            return NO_BODY
        if self._body.form == "binary":
            return file_content(essence(self._body.content_type), record.random("body"))
        examples = self._body.examples
        if 2 <= record.index < 2 + len(examples):
            return examples[record.index - 2]
        try:
            value = self._body.drawer.value(record)
            return self._written(value) if value != {} or self._is_body_telling else NO_BODY
        except CannotDraw:
            if self._is_body_required:
                raise
            return NO_BODY

    def _written(self, value: Any) -> Any:
        """The value in the form of its media type."""
        assert self._body is not None
        if self._body.form == "xml":
            return to_xml(self._body.drawer.node, value)
        if self._body.form == "lines":
            return json_lines(value, self._body.content_type)
        if self._body.form == "text":
            return value if isinstance(value, str) else json.dumps(value)
        return value.content if isinstance(value, FilePart) else value


def _judges(schema: Any) -> tuple[Judge, ...]:
    """The schema as it is written; and with `oneOf` read mildly, where it has one."""
    return (Judge(schema), Judge(mild_schema(schema))) if '"oneOf"' in json.dumps(schema) else (Judge(schema),)


def _never_empty(schema: Any, parameter: Parameter) -> Any:
    """A path parameter fills a segment, so it has characters and no slash."""
    if parameter.location != "path" or not isinstance(schema, dict):
        return schema
    return {**schema, "not": {"type": "string", "enum": ["", ".", ".."]}} if "not" not in schema else schema


def _owner_in_path(path: str, name: str) -> str:
    """What `{id}` identifies: the pet in `/pets/{id}/photos`."""
    return noun_of_path(path.partition("{" + name + "}")[0])


_VIEWS: list[tuple[Api, RequestView]] = []


def _view_of(api: Api) -> RequestView:
    """The view of an API's schemas, kept while the same API is asked about."""
    if not _VIEWS or _VIEWS[0][0] is not api:
        _VIEWS[:] = [(api, RequestView(api.definitions))]
    return _VIEWS[0][1]
