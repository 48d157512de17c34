"""What generating does to the folder, decided before anything is written.

Each file is compared three ways: what was generated last (base), what is on disk (ours), what is generated now
(theirs). A file that the user did not touch follows the generator; one that only the user touched stays; where both
changed it, the changes are merged, and what contradicts is the user's decision. What the user deleted stays deleted.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from apigen.diagnostics import Diagnostic, Location, Severity
from apigen.errors import UnreadableFiles
from apigen.workspace.decisions import Action, Change, Decisions, decide
from apigen.workspace.gone import bring_back, remember
from apigen.workspace.lock import Base, with_gone
from apigen.workspace.merging.outcome import Event, Kind, OnConflict
from apigen.workspace.reading import leads_out, own_sources, read_file


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All decisions, and what is written besides for apigen itself."""

    decisions: Decisions
    own: Mapping[str, bytes]  # .apigen/

    @property
    def changes(self) -> tuple[Change, ...]:
        """What happens to each file."""
        return self.decisions.changes

    @property
    def is_stale(self) -> bool:
        """Whether generating would change anything that people see."""
        return any(change.action not in (Action.SAME, Action.KEEP) for change in self.changes)

    @property
    def events(self) -> tuple[Event, ...]:
        """What there is to tell, file by file."""
        return (*self.decisions.renamed, *(event for change in self.changes for event in change.events))

    @property
    def conflicts(self) -> tuple[Event, ...]:
        """What needs the user: contradictions that are new, and those that still stand in the files."""
        return tuple(event for event in self.events if event.kind is Kind.CONFLICT)


def plan_changes(
    folder: Path, base: Base, new: Base, own: Mapping[str, bytes], on_conflict: OnConflict = OnConflict.MINE
) -> ChangeSet:
    """Compare and decide; nothing is written. `new` is what is generated now.

    Raises UnreadableFiles where a Python file of the user's has a syntax error: merging could lose something.
    """
    base = bring_back(base, new)
    names = {*new.files, *base.files}
    linked = {name for name in names if leads_out(folder, name)}
    disk = {name: content for name in names - linked if (content := read_file(folder / name)) is not None}
    _refuse_faults(folder, {name: content for name, content in disk.items() if content != base.files.get(name)})
    decisions = decide(
        _without(base, linked), disk, _without(new, linked), lambda: own_sources(folder, disk), on_conflict
    )
    kept = tuple(Change(name, Action.KEEP, None, _linked(name)) for name in sorted(linked))
    own = with_gone(own, new.files, remember(_without(base, linked), new, disk, decisions)) if own else own
    return ChangeSet(replace(decisions, changes=decisions.changes + kept), own)


def _without(state: Base, names: set[str]) -> Base:
    return replace(state, files={name: content for name, content in state.files.items() if name not in names})


def _linked(name: str) -> tuple[Event, ...]:
    return (Event(Kind.KEPT, name, note="a link that leads out of the folder"),)


def _refuse_faults(folder: Path, disk: Mapping[str, bytes]) -> None:
    faults: list[Diagnostic] = []
    for name, content in disk.items():
        try:
            if name.endswith(".py"):
                ast.parse(content, str(folder / name))
        except SyntaxError as error:
            faults.append(_fault(folder / name, error))
        except ValueError as error:
            faults.append(_fault(folder / name, SyntaxError(str(error))))
    if faults:
        raise UnreadableFiles(tuple(faults))


def _fault(path: Path, error: SyntaxError) -> Diagnostic:
    place = Location(str(path), error.lineno or 1, error.offset or 1, (error.text or "").rstrip("\n"))
    message = f"the file is no valid Python, so nothing was written: {error.msg}"
    return Diagnostic(Severity.ERROR, "AG601", message, place, "correct it, then generate again")
