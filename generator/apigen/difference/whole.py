"""What concerns the whole test: server, credentials, login, journeys, names and files."""

from collections.abc import Iterator

from apigen.difference.model import Change, Kind, Side
from apigen.plan.model import Credential, Journey, TestPlan


def whole_changes(old: Side, new: Side) -> Iterator[Change]:
    """What is otherwise in the test as a whole."""
    yield from _server(old.plan, new.plan)
    yield from _credentials(old.plan, new.plan)
    yield from _login(old.plan, new.plan)
    yield from _journeys(_journeys_of(old.plan), _journeys_of(new.plan))
    yield from _layout(old.plan, new.plan)


def _server(old: TestPlan, new: TestPlan) -> Iterator[Change]:
    if old.servers != new.servers:
        gone = ", ".join(url for url in old.servers if url not in new.servers)
        names = [", ".join(plan.servers) or "not said" for plan in (old, new)]
        what = f"the server is {names[1]}, and was {names[0]}"
        effect = f"locust.conf runs against {new.host}" if new.host else "give runs another --host"
        yield Change(Kind.SERVER, what, effect, bool(gone))


def _credentials(old: TestPlan, new: TestPlan) -> Iterator[Change]:
    before, after = _by_name(old), _by_name(new)
    for name, credential in before.items():
        if name not in after:
            effect = f"runs no longer read {credential.env}"
            yield Change(Kind.CREDENTIAL_REMOVED, f"{credential.scheme} needs no {credential.kind}", effect)
    for name, credential in after.items():
        if name not in before:
            effect = f"set {credential.env}, or fill the column {credential.column} of data/accounts.csv"
            what = f"{credential.scheme} needs {credential.kind}"
            yield Change(Kind.CREDENTIAL_ADDED, what, effect, credential.required)
    schemes = {scheme.name: scheme for scheme in old.auth.schemes}
    for scheme in new.auth.schemes:
        if scheme.name in schemes and schemes[scheme.name] != scheme:
            what = f"{scheme.name} is sent as {scheme.place} {scheme.key}".rstrip()
            yield Change(Kind.SCHEME, what, "support.py sends it so", True)


def _by_name(plan: TestPlan) -> dict[str, Credential]:
    return {credential.column: credential for credential in plan.auth.credentials}


def _login(old: TestPlan, new: TestPlan) -> Iterator[Change]:
    for name, before, after in (
        ("log in", old.auth.login, new.auth.login),
        ("renew tokens", old.auth.refresh, new.auth.refresh),
    ):
        if before and not after:
            yield Change(Kind.LOGIN, f"nothing is found by which users {name}", f"users no longer {name}", True)
        elif after and not before:
            yield Change(Kind.LOGIN, f"users {name}: {after.reason}", "support.py does it")
        elif before and after and before != after:
            yield Change(Kind.LOGIN, f"users {name} otherwise: {after.reason}", "support.py does it so", True)


def _journeys_of(plan: TestPlan) -> dict[str, Journey]:
    return {journey.function_name: journey for user in plan.user_classes for journey in user.journeys}


def _journeys(old: dict[str, Journey], new: dict[str, Journey]) -> Iterator[Change]:
    for name in old:
        if name not in new:
            yield Change(Kind.JOURNEY_REMOVED, f"{name} is no longer possible", "its method goes")
    for name, journey in new.items():
        steps = ", ".join(journey.steps)
        if name not in old:
            yield Change(
                Kind.JOURNEY_ADDED, f"{name} is possible: {steps}", f"a method of weight {journey.weight} is added"
            )
        elif old[name].steps != journey.steps:
            yield Change(Kind.JOURNEY_CHANGED, f"{name} is {steps} now", "its method follows")


def _layout(old: TestPlan, new: TestPlan) -> Iterator[Change]:
    before, after = old.user_classes[0], new.user_classes[0]
    if before.name != after.name:
        what = f"the title is {new.title!r}, and was {old.title!r}"
        effect = f"{before.name} is {after.name} now; say -o {old.folder} to go on in the same folder"
        yield Change(Kind.USER_CLASS, what, effect)
    if before.wait_time != after.wait_time:
        times = [f"{user.wait_time[0]:g} to {user.wait_time[1]:g} s" for user in (before, after)]
        yield Change(Kind.WAIT_TIME, f"users wait {times[1]}, and waited {times[0]}", f"wait_time of {after.name}")
    if bool(before.groups) != bool(after.groups):
        effect = "tasks move to a file for each tag" if after.groups else "all tasks move into locustfile.py"
        yield Change(Kind.LAYOUT, f"{len(new.rows)} operations are tested, and were {len(old.rows)}", effect)
