"""A document of several files as one tree: every foreign part stands under `x-parts`, and references lead there.

Written apart from the generator's way of following references, so that a mistake there shows.
"""

import os.path
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any


def bundled(spec: Path, read: Callable[[Path], Any]) -> Any:
    """The tree of a document with the parts of other files that it refers to; `read` gives the tree of one file."""
    bundle = _Bundle(spec.resolve().parent, read)
    tree = bundle.taken_in(spec.resolve(), read(spec), is_entry=True)
    return {**tree, "x-parts": bundle.parts} if bundle.parts else tree


class _Bundle:
    """The parts found so far."""

    def __init__(self, home: Path, read: Callable[[Path], Any]) -> None:
        self.parts: dict[str, Any] = {}
        self._home, self._read = home, read
        self._trees: dict[Path, Any] = {}

    def taken_in(self, file: Path, value: Any, is_entry: bool = False) -> Any:
        """A part of a file with its references led to `x-parts`; in the entry document local ones stay."""
        if isinstance(value, list):
            return [self.taken_in(file, item, is_entry) for item in value]
        if not isinstance(value, dict):
            return value
        reference = value.get("$ref")
        if isinstance(reference, str) and not (is_entry and reference.startswith("#")):
            key = self._part(file, reference)
            return {"$ref": f"#/x-parts/{key}"} if key else value
        taken = {name: self.taken_in(file, item, is_entry) for name, item in value.items()}
        if "propertyName" in value and isinstance(value.get("mapping"), dict) and not is_entry:
            taken["mapping"] = {name: self._led(file, target) for name, target in value["mapping"].items()}
        return taken

    def _led(self, file: Path, reference: Any) -> Any:
        """What a discriminator maps to; a plain name stays one."""
        key = self._part(file, reference) if isinstance(reference, str) and set("#/") & set(reference) else ""
        return f"#/x-parts/{key}" if key else reference

    def _part(self, file: Path, reference: str) -> str:
        """The name under which a part is kept; empty where the reference leads nowhere."""
        name, _, pointer = reference.partition("#")
        target = (file.parent / name).resolve() if name else file
        key = re.sub(r"[^\w-]", ".", f"{os.path.relpath(target, self._home)}{pointer}")
        if key not in self.parts:
            try:
                part = self._look_up(target, pointer)
            except (OSError, LookupError, TypeError, ValueError):
                return ""
            self.parts[key] = None  # it may refer to itself
            self.parts[key] = self.taken_in(target, part)
        return key

    def _look_up(self, file: Path, pointer: str) -> Any:
        if file not in self._trees:
            self._trees[file] = self._read(file)
        value = self._trees[file]
        for step in pointer.split("/")[1:]:
            value = value[step.replace("~1", "/").replace("~0", "~")]
        return value
