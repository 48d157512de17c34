"""The load test as decided: user classes, tasks, weights, identifiers, data and credentials.

A `TestPlan` is plain frozen data. `apigen plan --format json` shows it, and the templates see nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from apigen.analysis.auth import Lookup, SchemeUse, TokenRequest
from apigen.data_settings import ANCHOR
from apigen.diagnostics import Diagnostic
from apigen.openapi.model import LeftOut, SecurityRequirement


@dataclass(frozen=True, slots=True)
class Pick:
    """An identifier that a task takes before its request: `order_id = self.orders.pick()`."""

    variables: tuple[str, ...]  # Python names, parents first
    pool: str  # attribute of the user; empty for a value of a data file
    # pick: any that was met; pick_own: created by this user; pick_same_own: of these one to stay with;
    # take: own, and never used again;
    # of a data file value, or new_value: with something before it that nobody has had yet
    method: str
    value_file: str = ""  # stem of data/<stem>.csv when no pool holds the value
    is_encoded: bool = False  # whether that file holds texts as the URL has them


@dataclass(frozen=True, slots=True)
class Fill:
    """A placeholder of a sample that an identifier replaces: `"{product_id}"` in data/create_order.jsonl."""

    placeholder: str
    pool: str  # empty: a method of the user itself
    method: str  # pick; pick_same; take; pick_last: the last part of a composite identifier
    variable: str = ""  # of the path, which the body repeats: no method then


@dataclass(frozen=True, slots=True)
class Harvest:
    """Identifiers that a response yields: `self.orders.created(response.find("id"))`."""

    pool: str
    method: str  # created, listed, shown: listed, and maybe of our own
    sources: tuple[str, ...]  # paths into the answer, e.g. items[].id or header:Location
    parents: tuple[str, ...] = ()  # Python names of the parents' identifiers
    sent: tuple[str, ...] = ()  # in place of an answer: a Python name of the request, and the keys below it


@dataclass(frozen=True, slots=True)
class Task:
    """One method of a user class: one operation of the document."""

    function_name: str
    operation: str  # key: POST /orders
    id: str
    method: str
    path: str
    url: tuple[str | tuple[str], ...]  # literal parts, and the Python names of the values between them as 1-tuples
    request_name: str  # /orders/[id]
    summary: str
    tags: tuple[str, ...]
    weight: int
    share: float  # 0..1 of all requests of the test
    priority: str
    reason: str
    expected: tuple[int, ...]  # statuses declared as success; empty: any 2xx
    returns: str  # json, xml, text, binary; empty: no body declared
    members: tuple[str, ...] = ()  # that a JSON answer must have
    shape: str = ""  # name of the constant that holds the members; empty: they stand in the call
    may_have_error: bool = False  # whether a good answer declares a member called error or errors
    sample: str = ""  # stem of data/<stem>.jsonl
    picks: tuple[Pick, ...] = ()
    fills: tuple[Fill, ...] = ()
    harvests: tuple[Harvest, ...] = ()
    security: tuple[SecurityRequirement, ...] | None = None  # None: as the user class has it
    think_time: tuple[float, float] | None = None  # seconds
    role: str = ""  # login, refresh, logout: written by the auth flow
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The members that answers of one schema must have: `ORDER = ("id", "status", "items")`."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The tasks of one tag of a large document: `tasks/orders.py` with the class `OrdersTasks`."""

    module: str
    class_name: str
    tag: str
    summary: str
    tasks: tuple[Task, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """A method that runs tasks in order on the same things: a flow through several operations."""

    function_name: str
    summary: str
    steps: tuple[str, ...]  # function names of tasks
    tags: tuple[str, ...]
    weight: int
    reason: str


@dataclass(frozen=True, slots=True)
class UserClass:
    """One kind of virtual user. Its tasks stand in its own body, or in groups where there are many."""

    name: str
    summary: str
    tasks: tuple[Task, ...]
    wait_time: tuple[float, float]  # seconds
    shapes: tuple[Shape, ...] = ()
    groups: tuple[TaskGroup, ...] = ()
    journeys: tuple[Journey, ...] = ()


@dataclass(frozen=True, slots=True)
class Credential:
    """What a run needs from the environment."""

    env: str
    scheme: str
    kind: str  # username, password, token, api_key, client_id, client_secret, refresh_token, ...
    required: bool
    column: str  # the name it has in data/accounts.csv


@dataclass(frozen=True, slots=True)
class AuthFlow:
    """How users of the test prove who they are."""

    schemes: tuple[SchemeUse, ...] = ()
    security: tuple[SecurityRequirement, ...] = ()  # what most operations need
    login: TokenRequest | None = None
    refresh: TokenRequest | None = None
    credentials: tuple[Credential, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    renew_on: tuple[int, ...] = (401,)
    csrf: Mapping[str, str] = field(default_factory=dict)  # cookie -> header
    trusted_hosts: tuple[str, ...] = ()
    stand_ins: Mapping[str, str] = field(default_factory=dict)  # column -> what is sent where nobody gave a value


@dataclass(frozen=True, slots=True)
class CleanUp:
    """How a thing that the run created is deleted when the run is over."""

    url: str  # a format of the parts of its identifier: /projects/{0}/tasks/{1}
    security: tuple[SecurityRequirement, ...] | None = None  # None: as the user class has it


@dataclass(frozen=True, slots=True)
class IdPool:
    """Where identifiers of one resource wait during a run."""

    attribute: str  # plural, snake_case: orders
    resource: str
    keys: int  # how many path parameters name one
    listed_by: tuple[str, ...]  # function names
    created_by: tuple[str, ...]
    parent: str = ""  # attribute of the parent's pool
    is_deleted: bool = False  # whether some task deletes such things, or their parents
    least: int | None = None  # no smaller number is an identifier
    clean_up: CleanUp | None = None


@dataclass(frozen=True, slots=True)
class SampleFile:
    """data/<name>.jsonl: requests drawn for one operation; each record holds keyword arguments of `rest()`."""

    name: str
    records: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ValueFile:
    """data/<name>.csv: values of a path parameter that no operation yields."""

    name: str
    values: tuple[str, ...]
    used_by: tuple[str, ...]  # operation keys


@dataclass(frozen=True, slots=True)
class UploadFile:
    """data/files/<name>: a file that is uploaded."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Edge:
    """One use or yield of an identifier, as `apigen plan` shows it."""

    resource: str
    where: str  # parameter name, or path into the response
    other: str  # the operation it comes from or goes to
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation of the document in the plan, with the reasons of each decision."""

    task: Task
    user_class: str
    consumes: tuple[Edge, ...]
    produces: tuple[Edge, ...]
    description: str
    is_write: bool


@dataclass(frozen=True, slots=True)
class TestPlan:
    """Everything the templates need to know."""

    title: str
    version: str
    openapi: str
    servers: tuple[str, ...]
    source: str  # name of the document, without its folder
    folder: str  # name of the output folder
    env_prefix: str
    host: str  # the URL to run against; empty where the user has to say it
    user_classes: tuple[UserClass, ...]
    rows: tuple[OperationRow, ...]
    left_out: tuple[LeftOut, ...]
    auth: AuthFlow
    pools: tuple[IdPool, ...] = ()
    samples: tuple[SampleFile, ...] = ()
    edge_cases: tuple[SampleFile, ...] = ()  # extreme requests, which no load sends unless asked to
    values: tuple[ValueFile, ...] = ()
    uploads: tuple[UploadFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    users: int = 50
    spawn_rate: int = 5  # per second
    run_time: str = "10m"
    seed: int = 0
    popularity: Mapping[str, float] = field(default_factory=lambda: {"*": 0.0})  # pool or data file -> exponent
    anchor: date = ANCHOR  # what dates are counted from
    digest: str = ""  # SHA-256 of the document
    accept: str = ""  # the Accept header where the document confines it

    __test__ = False  # pytest would take it for a test class
