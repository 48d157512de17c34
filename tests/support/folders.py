"""Generated folders as tests edit and regenerate them; each document is planned once."""

from pathlib import Path

from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import Wishes, make_plan
from apigen.plan.model import TestPlan
from apigen.workspace.changes import ChangeSet
from apigen.workspace.merging.outcome import Kind
from apigen.workspace.writing import apply_changes

_PLANS: dict[tuple[str, tuple[str, ...]], TestPlan] = {}


def plan_of(document: str, folder: Path, exclude: tuple[str, ...] = ()) -> TestPlan:
    """The plan of a text, which is put beside the folder."""
    if (document, exclude) not in _PLANS:
        path = folder.parent / "openapi.yaml"
        path.write_text(document, "utf-8")
        _PLANS[document, exclude], _ = make_plan(str(path), Wishes(exclude=exclude), folder)
    return _PLANS[document, exclude]


def generate(folder: Path, document: str, exclude: tuple[str, ...] = (), force_new: bool = False) -> ChangeSet:
    """What generating did."""
    changes = decide(plan_of(document, folder, exclude), folder, force_new=force_new)
    apply_changes(folder, changes)
    return changes


def edited(text: str, *edits: tuple[str, str]) -> str:
    """The text with each edit made; one that does not apply is a fault of the test."""
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def edit(folder: Path, *edits: tuple[str, str], name: str = "locustfile.py") -> None:
    path = folder / name
    path.write_text(edited(path.read_text("utf-8"), *edits), "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the backup."""
    found = (path for path in folder.rglob("*") if path.is_file() and not {"backup", "__pycache__"} & set(path.parts))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def told(changes: ChangeSet, kind: Kind) -> list[str]:
    """What was told of one kind: definitions, or files."""
    return [event.unit or event.path for event in changes.events if event.kind is kind]
