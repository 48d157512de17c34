"""Everything about one operation that its requests share, and how each of them is put together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from apigen.analysis.payloads.drawing.adoption import adopted, renewed_extreme
from apigen.analysis.payloads.drawing.coherence import exchanged
from apigen.analysis.payloads.drawing.media import chosen_media_type, essence, form_of, json_lines, sent_content_type
from apigen.analysis.payloads.drawing.parameters import (
    chance_of,
    has_no_style,
    is_drawn,
    is_open_version,
    is_present,
    is_setting,
    stand_everywhere,
)
from apigen.analysis.payloads.drawing.pen import Workshop
from apigen.analysis.payloads.drawing.record import FULL, MINIMAL, USUAL, Record
from apigen.analysis.payloads.drawing.scalars import is_mere_word
from apigen.analysis.payloads.drawing.seeds import random_for
from apigen.analysis.payloads.drawing.whole import Drawer
from apigen.analysis.payloads.meaning.documented import asked_members, holds_filler
from apigen.analysis.payloads.meaning.leaves import TIRED
from apigen.analysis.payloads.meaning.names import noun_of_path, words_of
from apigen.analysis.payloads.meaning.own_values import own_source, rules_of
from apigen.analysis.payloads.meaning.uniqueness import makes_things
from apigen.analysis.payloads.model import NO_BODY, CannotDraw, DrawnRequest, DrawOptions, FilePart, Note, json_text
from apigen.analysis.payloads.tree.plan import Place
from apigen.analysis.payloads.tree.request_view import RequestView
from apigen.analysis.payloads.tree.roots import Roots
from apigen.analysis.payloads.values.files import file_content
from apigen.openapi.model import Api, MediaType, Operation, Parameter

_LOCATIONS = ("path", "query", "header", "cookie")


@dataclass(frozen=True, slots=True)
class _Body:
    """How the body of an operation is made."""

    content_type: str
    form: str
    drawer: Drawer
    examples: tuple[Any, ...]  # whole bodies that are valid


@dataclass(frozen=True, slots=True)
class _Given:
    """How one parameter of an operation is given."""

    parameter: Parameter
    chance: float  # that a usual record carries it
    drawer: Drawer

    @property
    def is_needed(self) -> bool:
        return self.parameter.required or self.parameter.location == "path"

    @property
    def is_new(self) -> bool:
        """Whether it names the request itself: a server answers a second `Idempotency-Key` from its memory."""
        return self.parameter.location == "header" and "idempotency" in words_of(self.parameter.name)


class OperationPlan:
    """Everything about an operation that its records share."""

    def __init__(self, api: Api, operation: Operation, options: DrawOptions) -> None:
        self._operation = operation
        self._options = options
        self._root = f"{options.seed}|{operation.key}"
        self._is_past = operation.method in ("GET", "HEAD")
        self._roots = _roots_of(api)
        self._rules = rules_of(operation.key, options.fields)
        self._noun = noun_of_path(operation.path)
        self._makes_things = makes_things(operation.method, operation.path)
        self._media = chosen_media_type(operation.request_body) if operation.request_body else None

    @cached_property
    def given(self) -> list[_Given]:
        """The parameters that a record may carry."""
        parameters = self._operation.parameters
        return [self._given(each) for each in parameters if each.location in _LOCATIONS and is_drawn(each)]

    def _given(self, parameter: Parameter) -> _Given:
        """How a parameter is given: optional ones seldom, but where some members must be there, and never a mere word.

        A word that a path of the API has is more, as it may stand for an identifier. What most operations take is left
        to the server.
        """
        chance, drawer = chance_of(parameter, self._operation), self.parameter_drawer(parameter)
        is_mere = drawer.node.once(is_mere_word) and not self._roots.speaks_of(words_of(parameter.name))
        is_setting_of_all = is_setting(parameter, self._roots.everywhere) and drawer.node.once(own_source) is None
        if chance < 1 and (is_mere or is_setting_of_all or has_no_style(parameter, drawer.node, self._query_names)):
            chance = 0.0
        return _Given(parameter, 1.0 if chance and drawer.node.required else chance, drawer)

    @cached_property
    def _query_names(self) -> set[str]:
        return {parameter.name for parameter in self._operation.parameters if parameter.location == "query"}

    @cached_property
    def body(self) -> _Body | None:
        """How the body is made; None where there is none."""
        return self._body_of(self._media) if self._media is not None else None

    @cached_property
    def _part_headers(self) -> dict[str, list[_Given]]:
        """The headers of the parts of a multipart body."""
        declared = self._media.part_headers if self._media is not None else {}
        return {
            part: [_Given(each, 1.0, self.parameter_drawer(each)) for each in headers]
            for part, headers in declared.items()
        }

    def notes(self) -> tuple[Note, ...]:
        """What came up while drawing, in the order of the parameters, the body last."""
        drawers = [*(given.drawer for given in self.given), *([self.body.drawer] if self.body else [])]
        return tuple(note for drawer in drawers for note in drawer.shop.notes)

    def record(self, index: int, wants_unique: bool = False, variety: int = 0) -> Record:
        """The first record is full, the second minimal, the others as most clients send them."""
        mode = (FULL, MINIMAL)[index] if index < 2 else USUAL
        locale = self._options.locales[0]
        if len(self._options.locales) > 1:
            locale = random_for(self._root, index, "locale").choice(self._options.locales)
        return Record(self._root, index, mode, locale, self._is_past, wants_unique, self._options.anchor, variety)

    def body_record(self, index: int, variety: int = 0) -> Record:
        """The same for the body, which has tokens where it makes something new; full where that helps."""
        record = self.record(index, self._makes_things, variety)
        return replace(record, mode=FULL) if variety >= TIRED else record

    def request(self, index: int, with_path: bool = True) -> DrawnRequest:
        """The request of one record, its path where it is wanted; raises `CannotDraw`."""
        record = self.record(index)
        groups: dict[str, dict[str, Any]] = {location: {} for location in _LOCATIONS}
        for given in self.given:
            is_wanted = with_path or given.parameter.location != "path"
            if is_wanted and is_present(given.parameter, given.chance, record):
                _add(given, record, groups[given.parameter.location])
        filters = {given.parameter.name: given.drawer for given in self.given if given.parameter.location == "query"}
        exchanged(groups["query"], lambda name, value: filters[name].accepts(value))
        value = self._body_value(self.body_record(index))
        body = value if value is NO_BODY else self._written(value)
        content_type = self.body.content_type if self.body and body is not NO_BODY else ""
        return DrawnRequest(
            groups["path"],
            groups["query"],
            groups["header"],
            groups["cookie"],
            content_type,
            body,
            self._headers_of_parts(body, record),
            value,
        )

    def _headers_of_parts(self, body: Any, record: Record) -> dict[str, dict[str, Any]]:
        """The headers of the parts that a form has."""
        found: dict[str, dict[str, Any]] = {}
        for part, headers in self._part_headers.items() if isinstance(body, dict) else ():
            for header in headers if part in body else ():
                _add(header, record, found.setdefault(part, {}))
        return found

    def with_other_body(self, request: DrawnRequest, index: int, variety: int) -> DrawnRequest:
        """The request of a record with the body that it gets when `variety` others were there already."""
        value = self._body_value(self.body_record(index, variety))
        if value is NO_BODY:
            return request
        body = self._written(value)
        part_headers = self._headers_of_parts(body, self.record(index))
        return replace(request, body=body, part_headers=part_headers, value=value)

    def edge_cases(self) -> Iterator[DrawnRequest]:
        """Usual requests in which body and query parameters are extreme."""
        root, count = self.record(0).root, self._options.count
        query = {
            given.parameter.name: values
            for given in self.given
            if given.parameter.location == "query" and (values := given.drawer.extremes(root, count))
        }
        bodies = self.body.drawer.extremes(root, count) if self.body and self.body.form != "binary" else ()
        for index in range(count if query or bodies else 0):
            request = self.request(index + 2)
            chosen = {name: values[index % len(values)] for name, values in query.items()}
            request = replace(request, query={**request.query, **chosen})
            if bodies:
                value = self._with_tokens(bodies[index % len(bodies)], self.body_record(index))
                request = replace(request, body=self._written(value), value=value)
            yield request

    def _with_tokens(self, value: Any, record: Record) -> Any:
        """An extreme body that two requests may send, where its schema has room for that."""
        assert self.body is not None
        renewed = renewed_extreme(value, self.body.drawer.node, record)
        return renewed if self.body.drawer.accepts(renewed) else value

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
            name=parameter.name,
            rules=self._rules,
        )
        start = self._operation.path.partition("{" + parameter.name + "}")[0]
        versions = self._roots.versions(start) if is_path and is_open_version(parameter) else []
        schema = {"type": "string", "enum": versions} if versions else parameter.schema
        root = self._roots.root(schema, place, parameter.examples)
        return Drawer(root, self._workshop(), f"{parameter.location} {parameter.name}")

    def _workshop(self, takes_files: bool = False, encoding: Mapping[str, Any] | None = None) -> Workshop:
        return Workshop(self._options.seed, self._options.locales[0], takes_files, encoding or {})

    def _body_of(self, media: MediaType) -> _Body | None:
        form = form_of(media.content_type)
        if media.schema is None and not media.examples and form != "binary" and not self._is_body_required:
            return None
        schema: Any = media.schema if media.schema is not None else True
        if form == "json" and not media.examples and self._roots.view.flat(schema) == {}:
            schema = {"type": "object"}  # as JSON bodies are, also those of which the document says nothing
        key = self._roots.keys.get(self._operation.path.rstrip("/"), "")
        owners = (self._noun,) if self._noun else ()
        is_create = bool(key) and self._operation.method == "POST"
        place = Place(
            "body",
            (),
            owners,
            "body",
            is_top=True,
            rules=self._rules,
            key=key,
            is_create=is_create,
            is_change=not is_create and "{" in self._operation.path,
        )
        shop = self._workshop(form == "multipart", media.encoding)
        root = self._roots.root(schema, place, media.examples)
        if asked := asked_members(self._operation.description, root.node.properties):
            root = self._roots.root(schema, replace(place, asked=tuple(asked.items())), media.examples)
        drawer = Drawer(root, shop, "body")
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
        record = self.body_record(2)
        for example in drawer.node.examples if form in ("json", "form") else ():
            if isinstance(example, dict | list) and example and not holds_filler(example):
                value = adopted(example, drawer.node, record)
                if drawer.accepts(value):
                    yield value

    def _body_value(self, record: Record) -> Any:
        if self.body is None:
            return NO_BODY
        if self.body.form == "binary":
            return file_content(essence(self.body.content_type), record.random("body"))
        examples = self.body.examples
        if 2 <= record.index < 2 + len(examples) and not record.variety:
            return examples[record.index - 2]
        try:
            value = self.body.drawer.value(record)
            return value if value != {} or self._is_body_telling else NO_BODY
        except CannotDraw:
            if self._is_body_required:
                raise
            return NO_BODY

    def _written(self, value: Any) -> Any:
        """The value in the form of its media type."""
        assert self.body is not None
        if self.body.form == "xml":
            from apigen.analysis.payloads.drawing.xml_body import to_xml  # the library for XML loads TLS

            return to_xml(self.body.drawer.node, value)
        if self.body.form == "lines":
            return json_lines(value, self.body.content_type)
        if self.body.form == "text":
            return value if isinstance(value, str) else json_text(value)
        return value.content if isinstance(value, FilePart) else value


def _add(given: _Given, record: Record, values: dict[str, Any]) -> None:
    try:
        asked = record if given.is_new is record.wants_unique else replace(record, wants_unique=given.is_new)
        values[given.parameter.name] = given.drawer.value(asked)
    except CannotDraw:
        if given.is_needed:
            raise


def _owner_in_path(path: str, name: str) -> str:
    """What `{id}` identifies: the pet in `/pets/{id}/photos`."""
    return noun_of_path(path.partition("{" + name + "}")[0])


_ROOTS: list[tuple[Api, Roots]] = []


def _roots_of(api: Api) -> Roots:
    """What the operations of an API share, kept while the same API is asked about."""
    if not _ROOTS or _ROOTS[0][0] is not api:
        paths = [each.path for each in api.operations]
        _ROOTS[:] = [(api, Roots(RequestView(api.definitions), paths, stand_everywhere(api.operations)))]
    return _ROOTS[0][1]
