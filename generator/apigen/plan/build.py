"""From the API and its analyses to the test plan. Every decision about the test is taken here or in a neighbour."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from apigen.analysis.auth import Auth, KeyParameter, find_auth, read_wishes, with_key_parameters
from apigen.analysis.correlation import correlate
from apigen.analysis.payloads import DrawnRequest, as_meant, values_of
from apigen.analysis.priority import Priority, is_write, rank_operations
from apigen.data_settings import ANCHOR
from apigen.diagnostics import Diagnostic
from apigen.identifiers import class_name, slug, words_of
from apigen.openapi.model import Api, LeftOut, Operation
from apigen.plan.attachments import with_attachments
from apigen.plan.clean_up import with_clean_up
from apigen.plan.credentials import auth_flow, env_prefix
from apigen.plan.data.drawing import draw_all, draw_edges, draw_options
from apigen.plan.data.refinement import refined
from apigen.plan.data.sample_files import SampleFiles
from apigen.plan.data.values import ValuePools
from apigen.plan.expectations import confined_accept, expectation
from apigen.plan.groups import task_groups
from apigen.plan.host import path_remarks, run_host, server_prefix, server_remarks, single_path
from apigen.plan.identifiers import (
    Identifiers,
    consumed,
    harvests,
    names_a_new_thing,
    picks,
    plan_identifiers,
    produced,
)
from apigen.plan.journeys.journeys import find_flows, journey, weigh
from apigen.plan.media_types import choose_media_types
from apigen.plan.model import (
    Fill,
    OperationRow,
    Pick,
    Task,
    TestPlan,
    UserClass,
)
from apigen.plan.naming import function_names
from apigen.plan.popularity import popularity_remarks
from apigen.plan.scope.harms import find_harms
from apigen.plan.scope.selection import idle_filters, is_asked_for, select
from apigen.plan.shapes import Shapes
from apigen.plan.stand_ins import stand_ins
from apigen.plan.undescribed import undescribed_bodies
from apigen.plan.untold import find_untold
from apigen.plan.urls import must_encode, task_url, value_texts
from apigen.plan.weights import Weight
from apigen.settings import Settings

# Words of a title that tell nothing about which API it is.
_FILLER = frozenset(
    "a an and api apis doc docs documentation for of official openapi public rest service spec specification "
    "swagger the v".split()
)
_NAME_WORDS = 4
_FIRST = Settings().records  # requests that decide how an operation is written; more of them only add lines


@dataclass(frozen=True, slots=True)
class Output:
    """Where the plan is going to: names that end up in the generated text."""

    source: str  # name of the document, without its folder
    folder: str  # name of the output folder
    address: str = ""  # of the document, where it was fetched: what relative servers are relative to


def api_name(api: Api) -> str:
    """The name of the API as a folder: `Shop API` gives shop."""
    words = [word for word in words_of(api.title) if word not in _FILLER] or words_of(api.title)
    return slug(" ".join(words[:_NAME_WORDS]))


def build_plan(api: Api, settings: Settings, output: Output, diagnostics: tuple[Diagnostic, ...] = ()) -> TestPlan:
    """The whole plan; operations that are unwanted, or for which no request can be drawn, are left out with reasons."""
    off = [name for name, use in read_wishes(settings.auth).schemes.items() if use is None]
    api, keys = with_key_parameters(api, off)
    api, unfulfilled = choose_media_types(as_meant(api), settings.media_types)
    selected, unwanted = select(api, settings)
    drawn = draw_all(api, selected, settings, settings.records, with_paths=False)
    emitted = tuple(op for op in selected if op.key in drawn.requests)
    return _Builder(api, emitted, drawn.requests, settings, output, keys).plan(
        (*api.left_out, *unwanted, *drawn.left_out),
        (*diagnostics, *idle_filters(api, settings), *unfulfilled, *drawn.remarks),
    )


class _Builder:
    """Holds what the parts of a plan have in common while it is made."""

    def __init__(
        self,
        api: Api,
        operations: tuple[Operation, ...],
        drawn: Mapping[str, tuple[DrawnRequest, ...]],
        settings: Settings,
        output: Output,
        keys: tuple[KeyParameter, ...],
    ) -> None:
        self.api, self.operations = api, operations
        self.settings, self.output = settings, output
        self.functions = function_names(operations)
        emitted = replace(api, operations=operations)
        correlation = with_attachments(correlate(emitted), operations)
        self.identifiers: Identifiers = plan_identifiers(correlation, self.functions)
        self.drawn = refined(drawn, operations, self.identifiers, api.definitions)
        self.untold = find_untold(operations, self.identifiers, self.drawn, api.definitions)
        self.keys = keys
        self.auth, self.auth_remarks = find_auth(api, read_wishes(settings.auth))
        ranked, self.rank_remarks = rank_operations(emitted, settings.traffic)
        unasked = [operation for operation in operations if not is_asked_for(operation, settings)]
        login = self.auth.login.fields if self.auth.login else ()
        harms = find_harms(unasked, login, self.identifiers, api.definitions)
        self.priorities = {
            key: replace(priority, level="none", reason=harms[key]) if key in harms else priority
            for key, priority in ranked.items()
        }
        self.flows, self.flow_remarks = find_flows(
            api, operations, self.priorities, harms, self.identifiers, settings.life_cycles
        )
        self.weights = weigh(self.priorities, self.flows)
        self.edges = refined(draw_edges(api, operations, settings), operations, self.identifiers, api.definitions)
        has_password = any(secret.kind == "password" for secret in self.auth.secrets)
        self.files = SampleFiles(self.identifiers, api.definitions, has_password)
        self.values = ValuePools(self.functions.values())
        self.shapes = Shapes()
        self.wait_time = self._usual_wait_time()

    def plan(self, left_out: tuple[LeftOut, ...], diagnostics: tuple[Diagnostic, ...]) -> TestPlan:
        name = class_name(api_name(self.api), "User")
        rows = tuple(self._row(operation, name) for operation in self.operations)
        self._grow()
        prefix = self.settings.env_prefix or env_prefix(self.output.folder)
        tasks, shapes = tuple(row.task for row in rows), self.shapes.constants()
        groups = task_groups(self.operations, tasks, shapes, self.api.tags)
        journeys = tuple(journey(flow, self.weights[flow.name], self.functions) for flow in self.flows)
        user = UserClass(name, f"One user of the {self.api.title}", tasks, self.wait_time, shapes, groups, journeys)
        host, host_remarks = single_path(run_host(self.settings.host, self.api.servers, self.output.address), self.api)
        return TestPlan(
            title=self.api.title,
            version=self.api.version,
            openapi=self.api.openapi,
            servers=tuple(server.url for server in self.api.servers),
            source=self.output.source,
            folder=self.output.folder,
            env_prefix=prefix,
            host=host,
            user_classes=(user,),
            rows=rows,
            left_out=left_out,
            auth=auth_flow(self.auth, prefix, self.api, self.settings.base_path, self._stand_ins()),
            pools=with_clean_up(self.identifiers.pools.values(), {each.key: each for each in self.operations}, tasks),
            samples=self.files.samples,
            edge_cases=self.files.edge_cases,
            values=self.values.files(),
            uploads=self.files.uploads,
            diagnostics=(
                *diagnostics,
                *self.auth_remarks,
                *self.rank_remarks,
                *self.flow_remarks,
                *undescribed_bodies(self.operations, self.api.definitions, self.identifiers),
                *server_remarks(self.operations, self.api),
                *host_remarks,
                *path_remarks(host, self.api, self.settings.base_path),
                *popularity_remarks(self.settings, self._drawn_by()),
            ),
            seed=self.settings.seed,
            popularity=self.settings.popularity,
            anchor=self.settings.data.anchor or ANCHOR,
            digest=self.api.digest,
            accept=confined_accept(self.api),
        )

    def _stand_ins(self) -> Mapping[str, str]:
        return stand_ins(self.api, self.auth, self.keys, draw_options(self.settings, 1))

    def _drawn_by(self) -> set[str]:
        """The names of the pools and data files that values are drawn from."""
        pools = {pool.resource for pool in self.identifiers.pools.values()}
        return {*pools, *(file.name for file in self.files.samples), *(file.name for file in self.values.files())}

    def _usual_wait_time(self) -> tuple[float, float]:
        """What most tasks wait: a think time declared for the whole API becomes the wait time of the user class."""
        times = Counter(self._think_time(priority) for priority in self.priorities.values())
        return times.most_common(1)[0][0] if times else self.settings.wait_time

    def _think_time(self, priority: Priority) -> tuple[float, float]:
        return priority.think_time or self.settings.wait_time

    def _row(self, operation: Operation, user_class: str) -> OperationRow:
        return OperationRow(
            task=self._task(operation),
            user_class=user_class,
            consumes=consumed(operation, self.identifiers),
            produces=produced(operation, self.identifiers),
            description=operation.description,
            is_write=is_write(operation),
        )

    def _task(self, operation: Operation) -> Task:
        weight: Weight = self.weights[operation.key]
        priority = self.priorities[operation.key]
        role = _role(operation, self.auth)
        good = expectation(operation, self.api.definitions)
        taken, variables = picks(operation, self.identifiers)
        values = self._value_picks(operation, taken, variables)
        pooled = {variable for pick in taken for variable in pick.variables}
        complete = {pick.variables[0] for pick in values if pick.is_encoded}
        encoded = {name for name, variable in variables.items() if variable in complete}
        prefix = server_prefix(operation, self.api, self.settings.base_path)
        sample, fills = ("", ()) if role in ("login", "refresh") else self._sample(operation)
        needed = self.auth.needed.get(operation.key, ())
        return Task(
            function_name=self.functions[operation.key],
            operation=operation.key,
            id=operation.id,
            method=operation.method,
            path=operation.path,
            url=task_url(operation, variables, encoded, prefix, pooled),
            request_name=operation.path.replace("{", "[").replace("}", "]"),
            summary=operation.summary or operation.description.strip().partition("\n")[0],
            tags=_tags(operation),
            weight=weight.weight,
            share=weight.share,
            priority=priority.level,
            reason=priority.reason,
            expected=good.statuses,
            returns=good.returns,
            members=good.members,
            shape=self.shapes.name_for(good.schema_name, good.members) if role in ("", "logout") else "",
            may_have_error=good.may_have_error,
            sample=sample,
            picks=(*taken, *values),
            fills=fills,
            harvests=harvests(operation, variables, self.identifiers, self.files.records(sample), self.untold),
            security=None if needed == self.auth.default else needed,
            think_time=None if self._think_time(priority) == self.wait_time else self._think_time(priority),
            role=role,
            deprecated=operation.deprecated,
        )

    def _value_picks(
        self, operation: Operation, taken: tuple[Pick, ...], variables: Mapping[str, str]
    ) -> tuple[Pick, ...]:
        """Path parameters that no pool fills take a drawn value of a data file."""
        pooled = {variable for pick in taken for variable in pick.variables}
        found = []
        for parameter in operation.path_parameters:
            variable = variables[parameter.name]
            if variable in pooled:
                continue
            drawn = values_of(self.api, parameter, operation, draw_options(self.settings, self.settings.records))
            encoded = must_encode(parameter, drawn[:_FIRST])
            fitting = [value for value in drawn if encoded or not must_encode(parameter, [value])]
            texts = value_texts(parameter, fitting, encoded)
            file = self.values.file_for(parameter, variable, texts, operation.key, encoded)
            is_new = not encoded and names_a_new_thing(operation, parameter, self.identifiers)
            found.append(Pick((variable,), "", "new_value" if is_new else "value", file, encoded))
        return tuple(found)

    def _sample(self, operation: Operation) -> tuple[str, tuple[Fill, ...]]:
        """The name of the file that the operation draws from, if it sends anything, and what fills its slots."""
        name, key = self.functions[operation.key], operation.key
        fills = self.files.add(name, operation, self.drawn[key][:_FIRST], self.edges.get(key, ()))
        return ("", ()) if fills is None else (name, fills)

    def _grow(self) -> None:
        """The requests that `apigen data --count` adds."""
        for operation in self.operations:
            self.files.grow(self.functions[operation.key], operation, self.drawn[operation.key][_FIRST:])


def _role(operation: Operation, auth: Auth) -> str:
    if auth.login and operation.key == auth.login.operation:
        return "login"
    if auth.refresh and operation.key == auth.refresh.operation:
        return "refresh"
    return "logout" if auth.login and operation.key in auth.logouts else ""


def _tags(operation: Operation) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys([*(slug(tag, "tag") for tag in operation.tags), "write" if is_write(operation) else "read"])
    )
