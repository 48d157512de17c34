"""Path templates as places: which collection, which item, what is done to it.

Two templates that differ in spelling alone (`/pets/{petId}`, `/pet/{id}/uploadImage`, `/pets/get/{id}`) lead to the
same item. Each place therefore has a signature: literals in the singular, verbs left out, and of a parameter only the
kind of key it is: `{}` for an identifier, `{name}` where the same things are also found by name.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from apigen.analysis.correlation.names import Words, ends_with, is_identifier_name, singular_words, snake, words
from apigen.openapi.paths import link_name

CREATE_VERBS = frozenset({"create", "add", "new", "insert", "register"})
LIST_VERBS = frozenset(
    {"all", "browse", "fetch", "filter", "find", "get", "index", "list", "paginate", "paginated", "query", "search"}
)
COPY_VERBS = frozenset({"clone", "copy", "duplicate", "fork"})
DELETE_VERBS = frozenset({"delete", "destroy", "purge", "remove"})
UPDATE_VERBS = frozenset({"edit", "modify", "update"})
_ITEM_VERBS = (
    DELETE_VERBS
    | UPDATE_VERBS
    | {"describe", "detail", "details", "fetch", "find", "get", "info", "lookup", "show", "view"}
)
_TAIL_VERBS = CREATE_VERBS | LIST_VERBS | _ITEM_VERBS
_JOINING_WORDS = frozenset({"all", "by", "for", "in", "of", "with"})
_KEY_MARKERS = frozenset(
    {"alias", "checksum", "code", "email", "guid", "hash", "key", "name", "slug", "username", "uuid"}
)
_EXTENSION = re.compile(r"\.(json|xml|html)$")
_PROCEDURE = re.compile(r"[a-zA-Z]+(?:\.[a-zA-Z]+)+")
_TARGET = re.compile(r"#[\w-]+=\w+\.(\w+)$")
_PARAMETER = re.compile(r"\{([^{}]+)\}")
_VERSION = re.compile(r"v\d+")


@dataclass(frozen=True, slots=True)
class Step:
    """One literal or one parameter of a path template."""

    text: str
    is_parameter: bool
    end: int  # where its segment ends in the template


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path template leads, up to and including one of its parameters or up to its end."""

    signature: str  # project/{}/task/{}
    template: str  # /projects/{projectId}/tasks/{taskId}
    parameters: tuple[str, ...]  # names, in order
    noun: Words  # words of the literal that names the thing: task
    collection: str  # signature up to that literal: project/{}/task
    tail_keys: tuple[str, ...]  # parameters after it: ("taskId",), ("owner", "repo")
    key: str  # what the last parameter says besides "identifier": name, slug; empty for an identifier
    shelf: str  # signature without the last of several parameters in a row: flag/{} of /flags/{project}/{flag}


@dataclass(frozen=True, slots=True)
class Path:
    """A path template, read."""

    items: tuple[Place, ...]  # one for each parameter, in order
    whole: Place  # the whole template
    end: Place  # the same without the verb
    verb: str  # where one stands at the end or before the last parameter: create, filter, delete


@lru_cache(maxsize=65536)
def read_path(template: str) -> Path:
    """The places on the way of a template: `/orders/{id}/items/search` ends at the items of an order, verb search."""
    if link_name(template):  # what stands right behind it is a segment of its own
        template = re.sub(r"\}(?=\w)", "}/", template, count=1)
    written = split_path(template)
    plain = tuple(_without_markers(written))
    steps, verb = _without_verb(plain)
    if not verb and len(written) > 1 and written[-1].is_parameter and _is_marker(written, len(written) - 2):
        verb = next((word for word in words(written[-2].text)[:1] if word in _ITEM_VERBS), "")
    positions = [position for position, step in enumerate(steps) if step.is_parameter]
    items = tuple(_place(template, steps[: position + 1]) for position in positions)
    return Path(items=items, whole=_place(template, plain), end=_place(template, steps), verb=verb)


@lru_cache(maxsize=65536)
def split_path(template: str) -> tuple[Step, ...]:
    """Literals and parameters in order; `/users({id})` has one of each, `/{a}:{b}` has two parameters."""
    steps: list[Step] = []
    position = 0
    for segment in _segments(template):
        end = position + len(segment)
        position = end + 1
        names = _PARAMETER.findall(segment)
        literal = _EXTENSION.sub("", _PARAMETER.split(segment)[0].strip("(='\" "))
        if literal and (not names or words(literal)):
            steps.append(Step(literal, is_parameter=False, end=end))
        steps.extend(Step(name, is_parameter=True, end=end) for name in names)
    return tuple(steps)


def _segments(template: str) -> list[str]:
    """What stands between slashes; of remote procedures also what stands between dots or after a target.

    `/conversations.list` lists conversations, and `/#X-Amz-Target=Search.CreateIndex` creates an index.
    """
    target = _TARGET.search(template)
    segments = [part for segment in re.split(r"[?#]", template)[0].split("/") for part in _procedure(segment)]
    return [*segments, target[1]] if target else segments


def _procedure(segment: str) -> list[str]:
    return segment.split(".") if _PROCEDURE.fullmatch(segment) and not _EXTENSION.search(segment) else [segment]


def _without_markers(steps: tuple[Step, ...]) -> list[Step]:
    """The steps without words before a key: `get` of `/users/get/{id}`, `name` of `/x/name/{name}`."""
    return [step for position, step in enumerate(steps) if not _is_marker(steps, position)]


def _is_marker(steps: tuple[Step, ...], position: int) -> bool:
    """Whether a literal after another literal and before a parameter tells how to find, not what."""
    if not 0 < position < len(steps) - 1 or steps[position].is_parameter or steps[position - 1].is_parameter:
        return False
    found = words(steps[position].text)
    if not steps[position + 1].is_parameter or not found:
        return False
    if len(found) == 1 and (found[0] in _ITEM_VERBS or found[0] == "id"):
        return True
    wanted = found[1:] if found[0] == "by" else found
    return wanted[-1:] == words(steps[position + 1].text)[-1:] and (found[0] == "by" or wanted[-1] in _KEY_MARKERS)


def _without_verb(steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], str]:
    """The steps without the verb at their end, and the verb: `create_flow_run` is the noun flow_run and create."""
    last = words(steps[-1].text) if steps and not steps[-1].is_parameter else ()
    if not last or last[0] not in _TAIL_VERBS or len(steps) + len(last) < 3:
        return steps, ""
    noun = last[1:]
    if not noun or noun[0] in _JOINING_WORDS:
        return steps[:-1], last[0]
    return (*steps[:-1], Step(snake(noun), is_parameter=False, end=steps[-1].end)), last[0]


def _place(template: str, steps: tuple[Step, ...]) -> Place:
    count = len(steps)
    while count and steps[count - 1].is_parameter:
        count -= 1
    marks = _marks(steps)
    return Place(
        signature="/".join(marks),
        template=template[: steps[-1].end] if steps else template,
        parameters=tuple(step.text for step in steps if step.is_parameter),
        noun=singular_words(steps[count - 1].text) if count else (),
        collection="/".join(marks[:count]),
        tail_keys=tuple(step.text for step in steps[count:]),
        key=marks[-1].strip("{}") if count < len(steps) else "",
        shelf="/".join(marks[:-1]) if count < len(steps) - 1 else "",
    )


def _marks(steps: tuple[Step, ...]) -> list[str]:
    """The parts of a signature. Only the last of several parameters in a row tells a kind of key."""
    marks: list[str] = []
    noun: Words = ()
    for position, step in enumerate(steps):
        if not step.is_parameter:
            noun = singular_words(step.text)
            marks.append("v" if _VERSION.fullmatch(step.text) else snake(noun) or step.text)
        elif steps[position + 1 : position + 2] and steps[position + 1].is_parameter:
            marks.append("{}")
        else:
            marks.append("{" + kind_of_key(step.text, noun) + "}")
    return marks


def kind_of_key(parameter: str, noun: Words) -> str:
    """What a parameter says besides "identifier of the noun": `slug` of `{team_slug}`, nothing of `{teamId}`."""
    found = singular_words(parameter.partition("__")[0] or parameter)  # Django's `code__iexact` is a code
    if not found or is_identifier_name(found) or ends_with(noun, found) or ends_with(found, noun):
        return ""
    named = found.index(noun[-1]) if noun and noun[-1] in found else -1
    return snake(found[named + 1 :])


def literals(signature: str) -> str:
    """A signature without its parameters."""
    return "/".join(part for part in signature.split("/") if part[:1] != "{")
