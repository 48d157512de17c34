"""`apigen from-spec`: the main job."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from apigen.cli import options
from apigen.cli.pipeline import Wishes, make_plan
from apigen.cli.terminal import err, out, show_diagnostics

if TYPE_CHECKING:
    from apigen.plan.model import TestPlan
    from apigen.workspace.changes import Change, ChangeSet


def from_spec(
    spec: options.Spec,
    output: options.Output = None,
    host: options.Host = "",
    overlay: options.Overlay = None,
    allow_remote_refs: options.AllowRemoteRefs = False,
    root: options.Root = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    include_file: options.IncludeFile = None,
    exclude_file: options.ExcludeFile = None,
    config: options.ConfigFile = None,
    seed: options.Seed = None,
    locale: options.Locale = None,
    env_prefix: options.EnvPrefix = "",
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own templates; what is not there comes from apigen.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be written, and write nothing.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when something would change.")] = False,
    force_new: Annotated[
        bool, typer.Option("--force-new", help="Ignore edits and generate anew; keeps a backup.")
    ] = False,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Read an OpenAPI document, rank its operations, draw data for them and write a Locust load test.

    Example: apigen from-spec openapi.yaml --host http://localhost:8080
    """
    wishes = Wishes(
        tuple(include or ()),
        tuple(exclude or ()),
        include_file,
        exclude_file,
        config,
        seed,
        locale,
        host,
        env_prefix,
        tuple(overlay or ()),
        allow_remote_refs,
        root,
    )
    plan, folder = make_plan(spec, wishes, output)
    if not quiet:
        show_diagnostics(plan.diagnostics, verbose)
    changes = decide(plan, folder, templates, force_new)
    if diff:
        _show_diff(changes, folder)
    elif not quiet or check:
        _show_changes(changes, verbose or dry_run or check)
    if not (dry_run or diff or check):
        from apigen.workspace.writing import apply_changes

        apply_changes(folder, changes)
    if not quiet:
        _conclude(plan, folder, written=not (dry_run or diff or check))
    if changes.conflicts or (check and changes.is_stale):
        raise typer.Exit(1)


def decide(plan: "TestPlan", folder: Path, templates: Path | None = None, force_new: bool = False) -> "ChangeSet":
    """What writing the plan into the folder will do."""
    from apigen.errors import UsageError
    from apigen.render.files import render_files
    from apigen.workspace.changes import plan_changes
    from apigen.workspace.lock import Base, base_files, read_base

    if templates and not templates.is_dir():
        raise UsageError(f"{templates}: no such folder")
    if not plan.rows:
        raise UsageError("no operation is left to test: see the remarks above, --include and --exclude")
    files = {name: c.encode() if isinstance(c, str) else c for name, c in render_files(plan, templates).items()}
    functions = {row.task.operation: row.task.function_name for row in plan.rows}
    facts = {
        "document": plan.source,
        "digest": plan.digest,
        "seed": plan.seed,
        "env_prefix": plan.env_prefix,
        "left_out": {f"{left.method} {left.path}": left.reason for left in plan.left_out},
        "diagnostics": len(plan.diagnostics),
    }
    own = base_files(files, functions, facts)
    base = (
        Base({name: path.read_bytes() for name in files if (path := folder / name).is_file()})
        if force_new
        else read_base(folder)
    )
    return plan_changes(folder, base, files, own)


def _show_changes(changes: "ChangeSet", every_file: bool) -> None:
    from apigen.workspace.changes import Action

    for change in changes.changes:
        if change.action is Action.CONFLICT or (change.action is Action.KEEP and change.note):
            err.print(f"[yellow]{change.action}[/yellow] {escape(change.path)}: {escape(change.note)}")
        elif every_file and change.action is not Action.SAME:
            out.print(f"{change.action} {escape(change.path)}")


def _show_diff(changes: "ChangeSet", folder: Path) -> None:
    for change in changes.changes:
        for line in _diff_lines(change, folder / change.path):
            color = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
            out.print(f"[{color}]{escape(line)}[/{color}]" if color else escape(line))


def _diff_lines(change: "Change", path: Path) -> list[str]:
    import difflib

    from apigen.workspace.changes import Action

    if change.action not in (Action.CREATE, Action.UPDATE, Action.DELETE, Action.CONFLICT):
        return []
    before = path.read_bytes() if path.is_file() else b""
    after = change.content or b""
    if b"\0" in before + after:
        return [f"binary file {change.path} differs"]
    old, new = (content.decode("utf-8", "replace").splitlines() for content in (before, after))
    return list(difflib.unified_diff(old, new, f"a/{change.path}", f"b/{change.path}", lineterm=""))


def _conclude(plan: "TestPlan", folder: Path, written: bool) -> None:
    """Where things are and what to do next."""
    left = f", {len(plan.left_out)} left out" if plan.left_out else ""
    out.print(f"{'Wrote' if written else 'Would write'} {escape(str(folder))}: {len(plan.rows)} operations{left}.")
    for item in plan.left_out[:10]:
        out.print(f"  left out: {item.method} {escape(item.path)}: {escape(item.reason)}")
    if len(plan.left_out) > 10:
        out.print(f"  ... and {len(plan.left_out) - 10} more, all in TESTPLAN.md")
    if written:
        host = "" if plan.host else " --host https://test.example.com"
        needs = ", ".join(dict.fromkeys(c.env for c in plan.auth.credentials if c.required))
        out.print(f"Next: cd {escape(str(folder))} && locust{host}" + (f"   (set {needs} first)" if needs else ""))
