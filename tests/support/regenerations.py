"""Regenerations to judge: what documents give, what users make of it, and what must hold after merging both.

Versions of a document are generated once by the real pipeline; a trial takes two of them, edits the files of the first,
merges, and asks an oracle that knows each edit.
"""

import ast
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from apigen.cli.from_spec_command import generated_tasks
from apigen.cli.pipeline import Wishes, make_plan
from apigen.errors import ApigenError
from apigen.render.files import render_files
from apigen.workspace.decisions import Change, decide
from apigen.workspace.gone import bring_back, remember
from apigen.workspace.lock import Base
from apigen.workspace.merging.code import Code, module_suite, parse
from apigen.workspace.merging.imports import defined_names, names_needed
from apigen.workspace.merging.outcome import Kind, OnConflict
from apigen.workspace.merging.surgery import methods
from apigen.workspace.operations import follow
from support.document_changes import CHANGES
from support.user_edits import Edits, edited

_BACK = 0.3  # of the trials


def generated(document: Any, folder: Path) -> Base:
    """What is generated for a document."""
    file = folder / "openapi.yaml"
    file.write_text(yaml.safe_dump(document, sort_keys=False))
    plan, _ = make_plan(str(file), Wishes(), folder / "api")
    files = {name: text.encode() if isinstance(text, str) else text for name, text in render_files(plan).items()}
    return Base(files, generated_tasks(plan))


def versions(path: Path, folder: Path, count: int, seed: int) -> list[Base]:
    """What is generated for a document and for random changes of it, each made on top of another."""
    chance = random.Random(seed)
    documents = [yaml.safe_load(path.read_text())]
    found = [generated(documents[0], folder)]
    while len(found) < count:
        document = yaml.safe_load(yaml.safe_dump(chance.choice(documents), sort_keys=False))
        for _ in range(chance.randint(1, 4)):
            chance.choice(CHANGES)(chance, document)
        try:
            found.append(generated(document, folder))
        except ApigenError:  # nothing is left to test
            continue
        documents.append(document)
    return found


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one regeneration."""

    wrong: tuple[str, ...]  # what the oracle found missing or too much
    conflicts: tuple[str, ...]  # definitions
    false_conflicts: tuple[str, ...]  # those that a person would not call one
    renames: int
    edits: int  # texts of the user that had to survive
    log: tuple[str, ...]  # what the user did


def trial(old: Base, new: Base, chance: random.Random) -> Trial:
    """One regeneration, and for some of them the one that takes the document's change back, judged."""
    edits = edited(old, chance)
    decisions = decide(old, edits.files, new, dict, OnConflict.MINE)
    result = written(edits.files, decisions.changes)
    wrong = [*judged(edits, new, result)]
    again = decide(new, result, new, dict, OnConflict.MINE)
    if written(result, again.changes) != result:
        wrong.append("a second time changes something")
    changes = decisions.changes
    if chance.random() < _BACK:
        gone = remember(old, new, edits.files, decisions)
        back = decide(bring_back(replace(new, gone=gone), old), result, old, dict, OnConflict.MINE)
        wrong += [f"on the way back: {fault}" for fault in judged(edits, old, written(result, back.changes))]
        changes += back.changes
    units = [event.unit for change in changes for event in change.events if event.kind is Kind.CONFLICT]
    false = [unit for unit in units if not overlaps(unit, edits, old, new)]
    return Trial(tuple(wrong), tuple(units), tuple(false), len(decisions.renamed), len(edits.marks), tuple(edits.log))


def written(files: Mapping[str, bytes], changes: tuple[Change, ...]) -> dict[str, bytes]:
    """The folder after the changes."""
    result = dict(files)
    for change in changes:
        if change.content is not None:
            result[change.path] = change.content
        elif change.action == "delete":
            result.pop(change.path, None)
    return result


def judged(edits: Edits, new: Base, result: Mapping[str, bytes]) -> Iterator[str]:
    """What is wrong with the result."""
    everything = b"\n".join(result.values()).decode("utf-8", "replace")
    yield from (
        f"lost {text} of {operation or 'a file'}" for text, operation in edits.marks.items() if text not in everything
    )
    partner = {each.key: each.old_key for each in follow(edits.base.tasks, new.tasks, {})}
    for file in (name for name in result if name.endswith(".py")):
        try:
            code = parse(result[file].decode())
        except SyntaxError as error:
            yield f"{file} is no Python: {error}"
            continue
        names = [part.node.name for part in methods(code).values()]
        missing = names_needed(code.tree) | lost_variables(code)
        yield from (f"{name} is used in {file} and not defined" for name in sorted(missing))
        found = re.findall(r"^    def (\w+)\(", result[file].decode(), flags=re.MULTILINE)
        # files of several classes
        several = {"support.py", "samples.py", "response.py", "identifiers.py", "refusals.py"}
        yield from (
            f"{name} stands twice in {file}" for name in set(found) if found.count(name) > 1 and file not in several
        )
        for key, task in new.tasks.items():
            if task.file != file:
                continue
            old = partner.get(key, "")
            if old in edits.deleted:
                if task.name in names:
                    yield f"{task.name} is back"
            elif task.name not in names:
                yield f"{task.name} is missing"
            elif is_untouched(edits, old) and source(result[file], task.name) != source(new.files[file], task.name):
                yield f"{task.name} is not as it is generated"


def lost_variables(code: Code) -> set[str]:
    """What methods use, and neither they nor the file define."""
    of_module = {name for part in module_suite(code).parts for name in defined_names(part)}
    each = (names_needed(ast.Module([part.node], [])) for part in methods(code).values())
    return set[str]().union(*each) - of_module


def is_untouched(edits: Edits, key: str) -> bool:
    return not edits.touched.get(key, set()) - {"row"} and "quotes" not in edits.log


def source(content: bytes, name: str) -> str:
    for place, part in methods(parse(content.decode())).items():
        if place.name == name:
            return ast.dump(part.node)
    return ""


def overlaps(unit: str, edits: Edits, old: Base, new: Base) -> bool:
    """Whether a person would call it a conflict: the user rewrote a docstring that the document changed as well.

    Or the user's line needs a variable, which may have another name now.
    """
    name = unit.rpartition(".")[2]
    keys = {each.old_key for each in follow(old.tasks, new.tasks, {}) if name in (each.old.name, each.new.name)}
    keys.add(edits.marks.get(name, ""))  # a name that the user gave
    return any(edits.touched.get(key, set()) & {"docstring", "variable"} for key in keys)
