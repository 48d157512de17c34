"""The command line as `.apigen/lock.json` keeps it, so that other commands can generate the folder again.

Paths are kept relative to the generated folder, as both move together.
"""

import os
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path, PurePath
from typing import Any

from apigen.cli.pipeline import Wishes
from apigen.diagnostics import Diagnostic, Severity
from apigen.errors import UnreadableDocument

_ADDRESS = ("http://", "https://")


def record_of(spec: str, wishes: Wishes, folder: Path) -> dict[str, Any]:
    """What was typed, as JSON: the document, and the options that differ from their defaults."""
    given = {field.name: getattr(wishes, field.name) for field in fields(wishes)}
    record = {name: _kept(value, folder) for name, value in given.items() if value != getattr(Wishes(), name)}
    return {"spec": spec if spec == "-" or spec.startswith(_ADDRESS) else _kept(Path(spec), folder), **record}


def _kept(value: Any, folder: Path) -> Any:
    if isinstance(value, tuple):
        return [_kept(item, folder) for item in value]
    if not isinstance(value, Path):
        return value
    try:
        return PurePath(os.path.relpath(value, folder)).as_posix()
    except ValueError:  # on another drive
        return str(value.resolve())


def recorded_command(folder: Path) -> tuple[str, Wishes]:
    """What a folder was made from: the document, and the options that were given.

    Raises UnreadableDocument where the folder does not say it (AG602), or the document is not there any more (AG603).
    """
    from apigen.workspace.lock import recorded_facts

    try:
        spec, wishes = read_record(recorded_facts(folder)["command"], folder)
    except (KeyError, TypeError):
        raise generate_first("AG602", f"{folder} does not say from which document it was made", folder) from None
    if not spec.startswith(_ADDRESS) and not Path(spec).is_file():
        raise generate_first("AG603", f"{spec}, from which {folder} was made, is not there", folder)
    return spec, wishes


def generate_first(code: str, message: str, folder: Path) -> UnreadableDocument:
    """The refusal to work on a folder that is not as it should be."""
    hint = f"generate first: apigen from-spec DOCUMENT -o {folder}"
    return UnreadableDocument((Diagnostic(Severity.ERROR, code, message, None, hint),))


def read_record(record: Mapping[str, Any], folder: Path) -> tuple[str, Wishes]:
    """The document and the options again. Raises KeyError and TypeError where it is no such record."""
    known = {field.name: str(field.type) for field in fields(Wishes)}
    spec = str(record["spec"])
    options = {name: _given(value, known[name], folder) for name, value in record.items() if name != "spec"}
    return spec if spec.startswith(_ADDRESS) else str(_path(spec, folder)), Wishes(**options)


def _given(value: Any, kind: str, folder: Path) -> Any:
    if isinstance(value, list):
        return tuple(_given(item, kind, folder) for item in value)
    return _path(value, folder) if "Path" in kind else value


def _path(text: str, folder: Path) -> Path:
    return Path(os.path.normpath(folder / text))
