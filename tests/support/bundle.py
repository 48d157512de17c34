"""A document of several files as one, for readers that take one file only: the mock, and validators.

Written apart from the generator's way of following references, so that a mistake there shows.
"""

import json
from pathlib import Path
from typing import Any

import yaml


def bundled(spec: Path) -> dict[str, Any]:
    """The document with every foreign part under `x-parts`, and references to that."""
    parts: dict[str, Any] = {}
    tree = _taken_in(spec.resolve(), _read(spec), parts, is_entry=True)
    return {**tree, "x-parts": parts} if parts else tree


def bundled_file(spec: Path, folder: Path) -> Path:
    """The document as one file; itself where it is one."""
    path = folder / f"{spec.parent.name}.json"
    path.write_text(json.dumps(bundled(spec)), "utf-8")
    return path


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _taken_in(file: Path, value: Any, parts: dict[str, Any], is_entry: bool = False) -> Any:
    if isinstance(value, list):
        return [_taken_in(file, item, parts, is_entry) for item in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref")
    if isinstance(reference, str) and not (is_entry and reference.startswith("#")):
        return {"$ref": f"#/x-parts/{_part(file, reference, parts)}"}
    return {key: _taken_in(file, item, parts, is_entry) for key, item in value.items()}


def _part(file: Path, reference: str, parts: dict[str, Any]) -> str:
    name, _, pointer = reference.partition("#")
    target = (file.parent / name).resolve() if name else file
    key = f"{target.stem}{pointer.replace('/', '.')}"
    if key not in parts:
        value = _read(target)
        for step in pointer.split("/")[1:]:
            value = value[step.replace("~1", "/").replace("~0", "~")]
        parts[key] = None  # it may refer to itself
        parts[key] = _taken_in(target, value, parts)
    return key
