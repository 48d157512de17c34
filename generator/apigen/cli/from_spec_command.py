"""`apigen from-spec`: the main job."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from apigen.cli import options
from apigen.cli.command_record import record_of
from apigen.cli.pipeline import Wishes, kept_records, make_plan
from apigen.cli.summary import show_events
from apigen.cli.terminal import out, show_diagnostics
from apigen.errors import UsageError
from apigen.workspace.merging.outcome import OnConflict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigen.plan.model import TestPlan
    from apigen.workspace.changes import ChangeSet
    from apigen.workspace.decisions import Change
    from apigen.workspace.operations import GeneratedTask


def from_spec(
    *,
    spec: options.SpecOrNone = None,
    output: options.Output = None,
    host: options.Host = "",
    wishes: Wishes,
    edge_cases: options.EdgeCases = False,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own templates; what is not there comes from apigen.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be written, and write nothing.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when something would change.")] = False,
    force_new: Annotated[
        bool, typer.Option("--force-new", help="Ignore edits and generate anew; keeps a backup.")
    ] = False,
    on_conflict: Annotated[
        OnConflict,
        typer.Option(help="Where you and the document changed the same thing: whose version stays in the file."),
    ] = OnConflict.MINE,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back what was generated last; once more brings it forth again.")
    ] = False,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Read an OpenAPI document, rank its operations, draw data for them and write a Locust load test.

    Example: apigen from-spec openapi.yaml --host http://localhost:8080
    """
    wishes = replace(wishes, host=host, edge_cases=edge_cases, templates=templates)
    if undo:
        _take_back(output or (make_plan(spec, wishes, None)[1] if spec else Path()))
        return
    if spec is None:
        raise UsageError("SPEC is missing: apigen from-spec openapi.yaml")
    plan, folder = make_plan(spec, wishes, output)
    if not quiet:
        show_diagnostics(plan.diagnostics, verbose)
    command = record_of(spec, replace(wishes, records=kept_records(folder)), folder)
    changes = decide(plan, folder, wishes.templates, force_new, on_conflict, command)
    if diff:
        _show_diff(changes, folder)
    elif not quiet or check:
        show_events(changes, folder, verbose, every_file=dry_run or check)
    written = not (dry_run or diff or check)
    if written:
        from apigen.workspace.writing import apply_changes

        apply_changes(folder, changes)
    if not quiet:
        _conclude(plan, folder, changes, written)
        if check and changes.is_stale:
            out.print(f"{escape(str(folder))} is stale: the same command without --check brings it up to date.")
        if force_new and written and changes.is_stale:
            out.print("What was there is in .apigen/backup, and --undo brings it back.")
    if changes.conflicts or (check and changes.is_stale):
        raise typer.Exit(1)


def decide(
    plan: "TestPlan",
    folder: Path,
    templates: Path | None = None,
    force_new: bool = False,
    on_conflict: OnConflict = OnConflict.MINE,
    command: "Mapping[str, Any] | None" = None,
) -> "ChangeSet":
    """What writing the plan into the folder will do; `command` is what the lock keeps of the command line."""
    from apigen.render.files import render_files
    from apigen.workspace.changes import plan_changes
    from apigen.workspace.lock import Base, base_files, read_base
    from apigen.workspace.writing import recover

    if templates and not templates.is_dir():
        raise UsageError(f"{templates}: no such folder")
    if not plan.rows:
        raise UsageError("no operation is left to test: see the remarks above, --include and --exclude")
    recover(folder)
    files = {name: c.encode() if isinstance(c, str) else c for name, c in render_files(plan, templates).items()}
    facts = {
        "document": plan.source,
        "digest": plan.digest,
        "seed": plan.seed,
        "anchor_date": plan.anchor.isoformat(),
        "env_prefix": plan.env_prefix,
        "left_out": {f"{left.method} {left.path}": left.reason for left in plan.left_out},
        "diagnostics": len(plan.diagnostics),
        **({"command": command} if command else {}),
    }
    new = Base(files, generated_tasks(plan))
    own = base_files(files, new.tasks, facts)
    base = (
        Base({name: path.read_bytes() for name in files if (path := folder / name).is_file()})
        if force_new
        else read_base(folder)
    )
    return plan_changes(folder, base, new, own, on_conflict)


def generated_tasks(plan: "TestPlan") -> "dict[str, GeneratedTask]":
    """Where the task of each operation stands, by which edits are followed when the document changes."""
    from apigen.openapi.names import made_id
    from apigen.workspace.operations import GeneratedTask

    tasks = {}
    for user in plan.user_classes:
        groups = [(group.class_name, f"tasks/{group.module}.py", group.tasks) for group in user.groups]
        for owner, file, found in groups or [(user.name, "locustfile.py", user.tasks)]:
            for task in found:
                declared = "" if task.id == made_id(task.method, task.path) else task.id
                tasks[task.operation] = GeneratedTask(declared, task.function_name, owner, file, task.sample)
    return tasks


def _take_back(folder: Path) -> None:
    """Restore the folder as it was before it was last generated."""
    from apigen.workspace.writing import undo

    names = undo(folder)
    out.print(f"Took back what was written last in {escape(str(folder))}: {len(names)} files. --undo again redoes it.")


def _show_diff(changes: "ChangeSet", folder: Path) -> None:
    for change in changes.changes:
        for line in _diff_lines(change, folder / change.path):
            color = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
            out.print(f"[{color}]{escape(line)}[/{color}]" if color else escape(line))


def _diff_lines(change: "Change", path: Path) -> list[str]:
    import difflib

    from apigen.workspace.decisions import Action

    if change.content is None and change.action is not Action.DELETE:
        return []
    before = path.read_bytes() if path.is_file() else b""
    after = change.content or b""
    if b"\0" in before + after:
        return [f"binary file {change.path} differs"]
    old, new = (content.decode("utf-8", "replace").splitlines() for content in (before, after))
    return list(difflib.unified_diff(old, new, f"a/{change.path}", f"b/{change.path}", lineterm=""))


def _conclude(plan: "TestPlan", folder: Path, changes: "ChangeSet", written: bool) -> None:
    """Where things are and what to do next."""
    from apigen.plan.host import example_host

    left = f", {len(plan.left_out)} left out" if plan.left_out else ""
    count = f"{len(plan.rows)} operation{'s' * (len(plan.rows) != 1)}{left}"
    if changes.is_stale:
        out.print(f"{'Wrote' if written else 'Would write'} {escape(str(folder))}: {count}.")
    else:
        out.print(f"{escape(str(folder))} is up to date: {count}.")
    if changes.conflicts and (written or not changes.is_stale):
        out.print("Conflicts wait for you: take what you want from .apigen/conflicts/, then remove the comments.")
    if not changes.is_stale:
        return
    for item in plan.left_out[:_LEFT_OUT]:
        out.print(f"  left out: {item.method} {escape(item.path)}: {escape(item.reason)}")
    if len(plan.left_out) > _LEFT_OUT:
        out.print(f"  ... and {len(plan.left_out) - _LEFT_OUT} more, all in TESTPLAN.md")
    if not written:
        return
    if plan.auth.login:
        out.print(f"Users log in: {escape(plan.auth.login.reason)}.")
    host = "" if plan.host else f" --host {example_host(plan.servers)}"
    needs = ", ".join(dict.fromkeys(c.env for c in plan.auth.credentials if c.required))
    out.print(f"Next: cd {escape(str(folder))} && locust{host}" + (f"   (set {needs} first)" if needs else ""))


_LEFT_OUT = 5  # operations that are named; the rest is counted
