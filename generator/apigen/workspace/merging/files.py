"""Merging one file, by what kind of file it is: `merge_file`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from apigen.workspace.merging.checks import is_sound
from apigen.workspace.merging.comments import CONFLICT
from apigen.workspace.merging.definitions import merge_python
from apigen.workspace.merging.entries import merge_entries
from apigen.workspace.merging.indentation import indented_as
from apigen.workspace.merging.lines import Clash, merge_lines, settled
from apigen.workspace.merging.outcome import Event, OnConflict, Outcome
from apigen.workspace.merging.rows import merge_csv, merge_rows
from apigen.workspace.merging.texts import read_text

USERS_OWN = frozenset({"locust.conf", ".env.example"})
"""Settings that people are meant to fill in: where both sides set one, the user's stays without a word."""

_REMARKS = {".md": "<!-- {} -->", ".toml": "# {}", ".conf": "# {}", ".example": "# {}", ".yaml": "# {}", ".yml": "# {}"}


@dataclass(frozen=True, slots=True)
class MergedFile:
    """The content for the user's file, and the generator's versions of what is in conflict, by name of a file."""

    content: bytes
    events: tuple[Event, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)


def merge_file(path: str, base: bytes, ours: bytes, theirs: bytes, on_conflict: OnConflict) -> MergedFile | None:
    """The three versions of a file in one; None where it has no parts that could be merged, as in broken Python."""
    is_python = path.endswith(".py")
    texts = [read_text(content, is_python) for content in (base, ours, theirs)]
    if texts[0] is None or texts[1] is None or texts[2] is None:
        return None
    outcome = _merge(path, texts[0].text, texts[1].text, texts[2].text, on_conflict)
    if outcome is None:
        return None
    try:
        content = ours if outcome.text == texts[1].text else texts[1].encoded(outcome.text)
    except UnicodeEncodeError:
        return None
    suffix = PurePosixPath(path).suffix
    beside = {f"{path}.{unit}{suffix}" if unit else path: text.encode() for unit, text in outcome.conflicts.items()}
    return MergedFile(content, outcome.events, beside)


def _merge(path: str, base: str, ours: str, theirs: str, on_conflict: OnConflict) -> Outcome | None:
    match PurePosixPath(path).suffix:
        case ".py":
            return _merge_sources(path, base, ours, theirs, on_conflict)
        case ".jsonl":
            return Outcome(merge_rows(base, ours, theirs))
        case ".csv":
            return Outcome(merge_csv(base, ours, theirs))
        case ".toml" | ".conf" | ".example":
            clashes = _Clashes(path, theirs, on_conflict)
            return clashes.outcome(merge_entries(base, ours, theirs, clashes.settle))
        case suffix if suffix in _REMARKS:
            clashes = _Clashes(path, theirs, on_conflict)
            merged = merge_lines(*(text.splitlines(keepends=True) for text in (base, ours, theirs)))
            return clashes.outcome("".join(settled(merged, clashes.settle_lines)))
    return None


def _merge_sources(path: str, base: str, ours: str, theirs: str, on_conflict: OnConflict) -> Outcome | None:
    try:
        base, theirs = indented_as(base, ours), indented_as(theirs, ours)
        outcome = merge_python(path, base, ours, theirs, on_conflict)
    except SyntaxError:  # of the user's, in a damaged base, or from templates that give no Python
        return None
    if on_conflict is OnConflict.MINE and not is_sound(base, ours, theirs, outcome.text, outcome.conflicts.values()):
        return None
    return outcome


@dataclass(slots=True)
class _Clashes:
    """What both sides changed in a text, settled as the user wants it."""

    path: str
    theirs: str
    on_conflict: OnConflict
    found: bool = False

    def settle(self, base: str, ours: str, theirs: str) -> str:
        """The lines that stay in the file."""
        if self.path in USERS_OWN:
            return ours
        if self.on_conflict is OnConflict.THEIRS:
            return theirs
        self.found = True
        if self.on_conflict is OnConflict.MARKERS:
            return f"<<<<<<< yours\n{ours}=======\n{theirs}>>>>>>> apigen\n"
        remark = f"{CONFLICT.removeprefix('# ')}; the generator's version: .apigen/conflicts/{self.path}"
        return _REMARKS[PurePosixPath(self.path).suffix].format(remark) + f"\n{ours}"

    def settle_lines(self, clash: Clash) -> list[str]:
        """The same for lines."""
        return [self.settle("".join(clash.base), "".join(clash.ours), "".join(clash.theirs))]

    def outcome(self, text: str) -> Outcome:
        """The merged text, with the generator's whole file where there is a conflict."""
        return Outcome(text, (), {"": self.theirs} if self.found else {})
