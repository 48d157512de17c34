"""What correlation finds: things with identifiers, who yields them and who needs them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of thing that identifiers name; the identifiers of its parents are part of its own."""

    name: str  # snake_case, singular, unique in the API: order, project_task
    collection: str  # path template of the collection, empty where no operation stands on it
    keys: tuple[str, ...]  # path parameters that together name one, in path order: ("projectId", "taskId")
    parent: str | None  # name of the resource that the leading keys identify
    least: int | None = None  # no smaller number is an identifier
    is_text: bool = False  # answers show no numbers as its identifiers


@dataclass(frozen=True, slots=True)
class Producer:
    """An operation whose exchange yields identifiers of a resource.

    `source` gives one place for each key that the path of the request does not fill already, joined by `, `: of
    n keys and m places, the first n - m keys are the first n - m path parameters of the request. A place is

    - a dotted path into the body of the response, `[]` for each element of an array: `id`, `data.id`,
      `items[].id`, `[].id`, `[].owner.login`; `[]` alone for an array of bare identifiers;
    - `items[type=folder].id` for those elements of which the member `type` (a dotted path) says so;
    - `{}` for each key of a map, after the path that leads to the map: `{}`, `result{}`;
    - `.` when the body is the identifier itself;
    - `header:Location` for the last path segment of a response header;
    - `request:name` for what the request sent, a body property (dotted) or a path parameter.
    """

    operation: str  # Operation.key
    resource: str  # Resource.name
    kind: str  # create, list, read
    source: str
    confidence: float  # 0 to 1
    reason: str


@dataclass(frozen=True, slots=True)
class Consumer:
    """An operation that needs identifiers of a resource.

    A consumer in the path takes as many leading keys of the resource as it has names, unless it has one name only:
    then, as in a query or a body, it takes the resource's last key.
    """

    operation: str  # Operation.key
    resource: str  # Resource.name
    location: str  # path, query, body
    names: tuple[str, ...]  # path parameters in order; or one query parameter; or one body pointer: items[].product_id
    role: str  # read, update, delete: of the thing itself; use: of something below it or beside it
    confidence: float  # 0 to 1
    reason: str
    is_text: bool = False  # the place takes a string only, and the identifier may be a number
    when: tuple[str, str] = ("", "")  # a member beside the place, and what it says when such a thing is meant


@dataclass(frozen=True, slots=True)
class Correlation:
    """The graph: operations are joined through the resources they yield and need."""

    resources: tuple[Resource, ...]
    producers: tuple[Producer, ...]
    consumers: tuple[Consumer, ...]
