"""Rewrites `generated/` from `specs/`: `make regenerate`. The review of a change starts with this diff."""

import shutil
import sys
from pathlib import Path

from apigen.cli.command_record import record_of
from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import Wishes, make_plan
from apigen.workspace.writing import apply_changes

ROOT = Path(__file__).parents[2]
SPECS = sorted(
    [path for path in (ROOT / "specs").iterdir() if path.suffix in (".yaml", ".json")]
    + list((ROOT / "specs").glob("*/openapi.yaml"))
)


def name_of(spec: Path) -> str:
    """What the generated folder is called: as the document, or as its folder where it has several files."""
    return spec.parent.name if spec.stem == "openapi" else spec.stem


def regenerate(spec: Path, folder: Path) -> None:
    """Generate one folder as the command line would, with the name of the document for the folder."""
    config = spec.parent / "apigen.toml"
    wishes = Wishes(config=config if config.exists() else None)
    plan, folder = make_plan(str(spec), wishes, folder)
    command = record_of(str(spec), wishes, ROOT / "generated" / folder.name)
    apply_changes(folder, decide(plan, folder, command=command))
    shutil.rmtree(folder / ".apigen" / "backup", ignore_errors=True)  # git has the versions before


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "generated"
    for document in SPECS:
        regenerate(document, target / name_of(document))
        sys.stdout.write(f"{document.relative_to(ROOT)} -> {target / name_of(document)}\n")
