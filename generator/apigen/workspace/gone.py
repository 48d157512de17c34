"""What is generated no longer although the user edited or deleted it: remembered until it comes back.

An operation may be excluded for a while, or be missing from a document. What was generated of it last is then the base
of the merge again, so that the user's edits are found in its new task, and what the user deleted stays deleted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from apigen.workspace.decisions import Decisions
from apigen.workspace.lock import Base, Gone, GoneTask
from apigen.workspace.merging.code import parse
from apigen.workspace.merging.outcome import Kind
from apigen.workspace.merging.surgery import Place, classes, cut, methods, paste
from apigen.workspace.merging.texts import read_text
from apigen.workspace.operations import GeneratedTask, follow


def bring_back(base: Base, new: Base) -> Base:
    """The base with what comes back, as it was generated last."""
    known = {each.key for each in follow(base.tasks, new.tasks, base.joined)}
    unknown = {key: task for key, task in new.tasks.items() if key not in known}
    old = {key: each.task for key, each in base.gone.tasks.items()}
    back = {each.old_key: base.gone.tasks[each.old_key] for each in follow(old, unknown, base.joined)}
    names = {*new.files, *(_data(each.task) for each in back.values())}
    files = {**{name: content for name, content in base.gone.files.items() if name in names}, **base.files}
    for each in back.values():
        if each.task.file in files:
            files[each.task.file] = _with_method(files[each.task.file], each)
    gone = Gone(
        {key: each for key, each in base.gone.tasks.items() if key not in back},
        {name: content for name, content in base.gone.files.items() if name not in names},
    )
    return replace(base, files=files, tasks={**base.tasks, **{key: each.task for key, each in back.items()}}, gone=gone)


def remember(base: Base, new: Base, ours: Mapping[str, bytes], decisions: Decisions) -> Gone:
    """What is to be remembered now: what was remembered, and what goes with edits of the user's."""
    followed = tuple(follow(base.tasks, new.tasks, base.joined))
    kept = {each.old_key for each in followed}
    events = (event for change in decisions.changes for event in change.events)
    removed = {event.unit.rpartition(".")[2].removesuffix("_gone") for event in events if event.kind is Kind.REMOVED}
    edited = {name for name, content in base.files.items() if ours.get(name) != content}
    tasks = {
        key: GoneTask(task, code)
        for key, task in base.tasks.items()
        if key not in kept and task.file in edited and task.name not in removed
        if (code := _method(base.files[task.file], task))
    }
    moved = {_data(each.old) for each in followed if each.new.data}
    files = {
        name: _without_methods(base.files[name], (each.old for each in followed if each.old.file == name))
        for name in edited - new.files.keys() - moved
    }
    return Gone({**base.gone.tasks, **tasks}, {**base.gone.files, **files})


def _data(task: GeneratedTask) -> str:
    return f"data/{task.data}.jsonl"


def _method(content: bytes, task: GeneratedTask) -> str:
    """The task as it was generated; empty where it is not there."""
    part = methods(parse(_source(content))).get(Place(task.owner, task.name))
    return part.whole if part else ""


def _source(content: bytes) -> str:
    """Generated code; nothing where a copy of it was damaged."""
    text = read_text(content, is_python=True)
    return text.text if text else ""


def _with_method(content: bytes, gone: GoneTask) -> bytes:
    code = parse(_source(content))
    place = Place(gone.task.owner, gone.task.name)
    if place.owner not in classes(code) or place in methods(code):
        return content
    return paste(code.text, place.owner, gone.code).encode()


def _without_methods(content: bytes, tasks: Iterable[GeneratedTask]) -> bytes:
    for task in tasks:
        place = Place(task.owner, task.name)
        if place in methods(parse(_source(content))):
            content = cut(_source(content), place)[0].encode()
    return content
