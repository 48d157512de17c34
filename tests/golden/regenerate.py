"""Rewrites `generated/` from `specs/`: `make regenerate`. The review of a change starts with this diff."""

import sys
from pathlib import Path

from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import Wishes, make_plan
from apigen.workspace.writing import apply_changes

ROOT = Path(__file__).parents[2]
SPECS = sorted(path for path in (ROOT / "specs").iterdir() if path.suffix in (".yaml", ".json"))


def regenerate(spec: Path, folder: Path) -> None:
    """Generate one folder as the command line would, with the name of the document for the folder."""
    plan, folder = make_plan(str(spec), Wishes(), folder)
    apply_changes(folder, decide(plan, folder))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "generated"
    for document in SPECS:
        regenerate(document, target / document.stem)
        sys.stdout.write(f"{document.name} -> {target / document.stem}\n")
