"""`apigen demo`: everything once, on the embedded demo shop."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from apigen.cli.terminal import out

if TYPE_CHECKING:
    from apigen.results.stats import Failure, Progress, RequestStats, RunResults
    from apigen.run.locust import Finished, Load

ACCOUNT = {"SHOP_USERNAME": "shopper1@example.com", "SHOP_PASSWORD": "correct-horse"}
"""One of the accounts that the demo shop is born with; there is nothing behind it to protect."""


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where the test goes.")] = Path("generated/shop"),
    serve: Annotated[bool, typer.Option("--serve", help="Only serve the shop, until Ctrl-C.")] = False,
    port: Annotated[
        int, typer.Option(help="Port of the shop; 0 takes a free one.", show_default="8765 to serve, else 0")
    ] = -1,
    seconds: Annotated[int, typer.Option(min=3, help="How long the load lasts.")] = 20,
    users: Annotated[int, typer.Option(min=1, help="Virtual users.")] = 50,
) -> None:
    """Start the demo shop, generate its load test, run it for 20 seconds, show the results.

    Example: apigen demo, or apigen demo --serve to try your own test on the shop
    """
    from apigen.run.locust import Load
    from apigen.run.server import running_server

    chosen = port if port >= 0 else 8765 if serve else 0
    with running_server("apigen.demo", "--port", str(chosen)) as url:
        if serve:
            _serve(url)
            return
        out.print(f"The demo shop listens on {url}")
        _generate(folder)
        finished = _run(folder, Load(url, users, max(1, users // 5), seconds))
    _show(finished)
    _next_steps(folder)
    if finished.results.total is None:
        raise typer.Exit(3)


def _serve(url: str) -> None:
    import signal

    out.print(
        f"The demo shop listens on {url}; account {ACCOUNT['SHOP_USERNAME']}, password {ACCOUNT['SHOP_PASSWORD']}"
    )
    out.print("Ctrl-C stops it.")
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    try:
        signal.pause()
    except KeyboardInterrupt:
        out.print("Stopped.")


def _generate(folder: Path) -> None:
    from apigen.cli.command_record import record_of
    from apigen.cli.from_spec_command import decide
    from apigen.cli.pipeline import Wishes, make_plan
    from apigen.demo.document import shop_document
    from apigen.workspace.writing import apply_changes

    wishes = Wishes(env_prefix="" if folder.name == "shop" else "SHOP")  # what ACCOUNT is called
    document = str(shop_document())
    plan, folder = make_plan(document, wishes, folder)
    apply_changes(folder, decide(plan, folder, command=record_of(document, wishes, folder)))
    out.print(f"Generated {escape(str(folder))} from shop.yaml: {len(plan.rows)} operations")


def _run(folder: Path, load: "Load") -> "Finished":
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from apigen.run.locust import run_locust

    columns = (TextColumn("Locust, {task.fields[state]}"), BarColumn(), TimeRemainingColumn())
    with tempfile.TemporaryDirectory() as directory, Bar(*columns, console=out, transient=True) as bar:
        row = bar.add_task("run", total=load.seconds, state=f"{load.users} users")

        def show(elapsed: float, progress: "Progress | None") -> None:
            state = f"{progress.users} users, {progress.requests} requests" if progress else f"{load.users} users"
            bar.update(row, completed=min(elapsed, load.seconds), state=state)

        return run_locust(folder, load, Path(directory) / "demo", {**os.environ, **ACCOUNT}, show)


def _show(finished: "Finished") -> None:
    if finished.results.total is None:
        out.print(f"[red]Locust sent no request.[/red] Its log:\n{escape(finished.log[-2000:])}")
        return
    show_results(finished.results)


def show_results(results: "RunResults") -> None:
    """The statistics of a run as a table, and why requests failed."""
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("", "Name", "Requests", "Failures", "p50 ms", "p95 ms", "p99 ms", "req/s"):
        is_text = column in ("", "Name")
        table.add_column(column, justify="left" if is_text else "right", overflow="fold", no_wrap=column != "Name")
    rows: list[RequestStats] = [*results.rows, *([results.total] if results.total else [])]
    for row in rows:
        color = "red" if row.failures else ""
        cells = (row.method, row.name if row.method else "all", str(row.requests), str(row.failures))
        times = (f"{row.p50:.0f}", f"{row.p95:.0f}", f"{row.p99:.0f}", f"{row.per_second:.1f}")
        table.add_row(*map(escape, (*cells, *times)), style=color if row.method else f"bold {color}".strip())
    out.print(table, soft_wrap=False)
    for failure in sorted(results.failures, key=_most_often)[:10]:
        out.print(f"[red]{failure.occurrences}x[/red] {escape(f'{failure.method} {failure.name}: {failure.error}')}")


def _most_often(failure: "Failure") -> int:
    return -failure.occurrences


def _next_steps(folder: Path) -> None:
    out.print(
        f"""
The test is in {escape(str(folder))}: read locustfile.py and TESTPLAN.md. Try next:
  apigen demo --serve                                       the shop alone, on port 8765
  cd {escape(str(folder))} && locust                               the same test in the browser, http://localhost:8089
  locust -f locustfile.py,loads/spike.py --headless         another load
  apigen plan openapi.yaml                                  what it would make of your own document
The shop's account: SHOP_USERNAME={ACCOUNT["SHOP_USERNAME"]} SHOP_PASSWORD={ACCOUNT["SHOP_PASSWORD"]}"""
    )
