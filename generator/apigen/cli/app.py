"""The Typer application: one small module per command."""

from typing import Annotated

import typer

from apigen import __version__
from apigen.cli.check_command import check
from apigen.cli.cleanup_command import cleanup
from apigen.cli.data_command import data
from apigen.cli.demo_command import demo
from apigen.cli.diff_command import diff
from apigen.cli.from_spec_command import from_spec
from apigen.cli.plan_command import plan
from apigen.cli.rename_command import rename
from apigen.cli.sample_command import sample
from apigen.cli.wishes import takes_wishes

app = typer.Typer(
    name="apigen",
    help="From an OpenAPI document to a Locust load test that you would have been proud to write by hand.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
app.command("from-spec")(takes_wishes(from_spec))
app.command("plan")(takes_wishes(plan))
app.command("sample")(takes_wishes(sample, without=("allow", "read_only", "arazzo", "life_cycles")))
app.command("diff")(takes_wishes(diff))
app.command("check")(check)
app.command("cleanup")(cleanup)
app.command("data")(data)
app.command("demo")(demo)
app.command("rename")(rename)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"apigen {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """From an OpenAPI document to a Locust load test that you would have been proud to write by hand."""
