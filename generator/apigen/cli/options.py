"""The options that commands share."""

from pathlib import Path
from typing import Annotated

import typer

Spec = Annotated[
    str,
    typer.Argument(
        metavar="SPEC", help="OpenAPI document: a file, an http(s) URL, or - for standard input.", show_default=False
    ),
]
SpecOrNone = Annotated[str | None, Spec.__metadata__[0]]
Overlay = Annotated[
    list[Path] | None,
    typer.Option(
        "--overlay", metavar="FILE", help="OpenAPI Overlay to apply to the document first; may be given several times."
    ),
]
AllowRemoteRefs = Annotated[
    bool, typer.Option("--allow-remote-refs", help="Fetch what the document refers to at http(s) addresses.")
]
Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="DIR",
        help="Folder whose files the document may refer to.",
        show_default="the folder of the document",
    ),
]
Include = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="EXPR",
        help='Only these operations: tag:NAME, path:/orders/*, method:get, id:NAME, "DELETE /x", deprecated.',
    ),
]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="EXPR", help="Not these operations; same expressions.")
]
IncludeFile = Annotated[
    Path | None, typer.Option("--include-file", metavar="FILE", help="Expressions to include, one a line.")
]
ExcludeFile = Annotated[
    Path | None, typer.Option("--exclude-file", metavar="FILE", help="Expressions to exclude, one a line.")
]
Allow = Annotated[
    list[str] | None,
    typer.Option("--allow", metavar="EXPR", help="These too, although they stop the server or delete what others own."),
]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Leave out every operation that writes.")]
Arazzo = Annotated[
    list[Path] | None,
    typer.Option(
        "--arazzo",
        metavar="FILE",
        help="Arazzo document whose workflows become journeys of the test; may be given several times.",
    ),
]
LifeCycles = Annotated[
    bool,
    typer.Option("--life-cycles", help="Add a journey per resource: create one, read it, change it, delete it."),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="Configuration; default: apigen.toml in the output folder, then here."
    ),
]
Seed = Annotated[int | None, typer.Option("--seed", help="Another seed gives other data.", show_default="0")]
Locale = Annotated[
    list[str] | None,
    typer.Option(
        "--locale",
        metavar="NAME",
        help="Language of names and addresses, such as de_DE; several (also with commas) are mixed.",
        show_default="en_US",
    ),
]
EdgeCases = Annotated[
    bool, typer.Option("--edge-cases", help="Also write extreme values that are valid, to data/edge_cases/.")
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", help="Output folder.", show_default="generated/<api-name>"),
]
Host = Annotated[str, typer.Option("--host", metavar="URL", help="Base URL of the server to test.", show_default=False)]
Auth = Annotated[
    list[str] | None,
    typer.Option(
        "--auth",
        metavar="SCHEME",
        help="Send this with every operation: bearer, basic, digest, apikey:header:X-Api-Key, apikey:query:key, "
        "'header:Authorization:Token {token}', or a Web Fuzzing Commons file; may be given several times.",
    ),
]
EnvPrefix = Annotated[
    str,
    typer.Option(
        "--env-prefix", metavar="NAME", help="Prefix of environment variables.", show_default="the folder's name"
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Every remark, every reason.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Errors only.")]
