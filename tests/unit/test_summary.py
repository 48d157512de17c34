"""What is told after generating: a line of counts, and no more than a screen."""

from pathlib import Path

import pytest

from apigen.cli.summary import headline, show_events
from apigen.workspace.changes import ChangeSet
from apigen.workspace.decisions import Action, Change, Decisions
from apigen.workspace.merging.outcome import REPLACED, WITH_EDITS, Event, Kind

TASKS = frozenset(("buy", "sell"))


def event(kind: Kind, unit: str = "", note: str = "") -> Event:
    return Event(kind, "locustfile.py", unit, note)


def test_tasks_definitions_files_and_edits_are_counted_apart() -> None:
    events = [
        event(Kind.ADDED, "ShopUser.buy"),
        event(Kind.ADDED, "ShopUser.sell"),
        event(Kind.REMOVED, "ShopUser.sell"),
        event(Kind.UPDATED, "ORDER", WITH_EDITS),
        event(Kind.UPDATED),
        event(Kind.KEPT, "ShopUser.buy"),
        event(Kind.STAYS, "ShopUser.sell"),
        event(Kind.DELETED, "ShopUser.buy"),
    ]
    assert headline(events, TASKS) == (
        "2 tasks added, 1 removed; 1 definition updated; 1 file updated; "
        "2 edits kept, 1 stays deleted, 1 kept although no longer generated; 0 conflicts"
    )


def test_an_edit_of_one_definition_counts_once() -> None:
    events = [event(Kind.UPDATED, "ShopUser.buy", WITH_EDITS), event(Kind.KEPT, "ShopUser.buy", "your weight")]
    assert headline(events, TASKS) == "1 task updated; 1 edit kept; 0 conflicts"


def test_what_gives_way_to_the_generator_is_no_edit_that_is_kept() -> None:
    events = [event(Kind.UPDATED, "ShopUser.buy", REPLACED), event(Kind.CONFLICT, "ShopUser.sell")]
    assert headline(events, TASKS) == "1 task updated; 1 of yours replaced; 1 conflict"


def test_hundreds_of_events_fit_on_a_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events = tuple(event(kind, f"ShopUser.{kind.name}_{n}") for kind in Kind for n in range(100))
    likely = tuple((f"GET /a{n}", f"GET /b{n}") for n in range(20))
    changes = ChangeSet(Decisions((Change("locustfile.py", Action.UPDATE, b"", events),), (), likely), {})
    show_events(changes, tmp_path, verbose=False, every_file=False)
    told = capsys.readouterr()
    assert len((told.out + told.err).splitlines()) <= 26
    assert "ShopUser.CONFLICT_0" in told.err
    for kind in (Kind.STAYS, Kind.DELETED, Kind.RENAMED, Kind.KEPT):
        assert f"ShopUser.{kind.name}_0" in told.out
    show_events(changes, tmp_path, verbose=True, every_file=False)
    told = capsys.readouterr()
    assert all(each.unit in told.out + told.err for each in events)
