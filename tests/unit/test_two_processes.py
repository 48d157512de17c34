"""A second process takes half of a long list, and nobody can tell from what comes out."""

import os
import signal
import threading
from dataclasses import replace

import pytest
from tests.unit.payloads.apis import TEXT, api_of, operation_of, parameter

from apigen.analysis.payloads import NO_BODY
from apigen.openapi.model import Api
from apigen.plan.data import two_processes
from apigen.plan.data.drawing import draw_all
from apigen.plan.data.two_processes import results_of
from apigen.settings import Settings

LONG = range(250)
HERE = os.getpid()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores and no threads, whatever the machine and the test runner have."""
    monkeypatch.setattr(two_processes, "_has_room", lambda: True)


@pytest.mark.usefixtures("room")
def test_results_of_both_processes_stand_in_the_order_of_the_list() -> None:
    found = results_of(lambda number: (number, os.getpid()), LONG)
    assert [number for number, _ in found] == list(LONG)
    assert len({process for _, process in found}) == 2


@pytest.mark.usefixtures("room")
def test_a_short_list_stays_in_this_process() -> None:
    assert set(results_of(lambda _: os.getpid(), LONG[:20])) == {HERE}


@pytest.mark.usefixtures("room")
def test_what_a_killed_process_had_to_do_is_done_here() -> None:
    def square(number: int) -> int:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return number * number

    assert results_of(square, LONG) == [number * number for number in LONG]


def test_a_process_with_threads_is_not_copied() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert set(results_of(lambda _: os.getpid(), LONG)) == {HERE}
    finally:
        done.set()
        thread.join()


def test_two_processes_draw_the_same_requests_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    api, settings = _long_api(), Settings()
    found = []
    for has_room in (True, False):
        monkeypatch.setattr(two_processes, "_has_room", lambda answer=has_room: answer)
        found.append(draw_all(api, api.operations, settings, 4))
    assert found[0] == found[1]
    assert all(request.body is NO_BODY for requests in found[0].requests.values() for request in requests)
    assert len(found[0].left_out) == 1


def _long_api() -> Api:
    """Operations without a body, and one for which nothing can be drawn."""
    usual = operation_of(None, method="GET", parameters=(parameter("text", TEXT),))
    operations = [replace(usual, path=f"/things/{number}") for number in range(two_processes._WORTH_IT)]
    hopeless = operation_of({"type": "string", "pattern": "^a$", "minLength": 2}, path="/hopeless")
    return replace(api_of(), operations=(*operations, hopeless))
