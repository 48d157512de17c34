"""Bringing the three sides of a merge into one arrangement, so that each definition meets itself.

What the document renames or moves is renamed and moved in what was generated last and in the user's files; what the
user renamed or moved, in what was generated last and in what is generated now. Then files are merged one by one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from apigen.workspace.merging.along import take_along
from apigen.workspace.merging.code import Code, module_suite, parse
from apigen.workspace.merging.comments import GONE
from apigen.workspace.merging.decorators import revived
from apigen.workspace.merging.imports import defined_names
from apigen.workspace.merging.surgery import (
    Place,
    classes,
    cut,
    methods,
    paste,
    rename_class,
    rename_tasks,
    request_of,
    with_class,
)
from apigen.workspace.merging.texts import read_text
from apigen.workspace.operations import GeneratedTask, Renamed

Files = dict[str, bytes]


@dataclass(slots=True)
class Sides:
    """The three versions of the folder, file by file. `ours` has Python files of the user's own as well."""

    base: Files
    ours: Files
    theirs: Files


def follow_document(
    sides: Sides, renamed: Iterable[Renamed], replaced: Mapping[str, str], replaced_data: Mapping[str, str]
) -> None:
    """Rename and move in `base` and `ours` what has another name or place now.

    `replaced` are names of tasks that now stand for another operation, and what the old tasks are called instead; the
    same for their data.
    """
    found = tuple(renamed)
    names = {each.old.name: each.new.name for each in found if each.old.name != each.new.name}
    data = {e.old.data: e.new.data for e in found if e.old.data and e.new.data and e.old.data != e.new.data}
    data = {**replaced_data, **data}
    owners = _renamed_classes(found)
    for side in (sides.base, sides.ours):
        _edit_all(side, partial(rename_tasks, names={**replaced, **names}, data=data))
        for old, new in owners.items():
            _edit_all(side, partial(rename_class, old=old, new=new))
        _move_data(side, data)
        for each in found:
            place = Place(owners.get(each.old.owner, each.old.owner), each.new.name)
            _move(side, sides.theirs, each.old.file, place, each.new)
    for old, new in sorted({(each.old.file, each.new.file) for each in found if each.old.file != each.new.file}):
        _take_along(sides, old, new)


def _renamed_classes(found: tuple[Renamed, ...]) -> dict[str, str]:
    """Classes of which all tasks are in one other class of the same file now."""
    targets: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for each in found:
        targets.setdefault((each.old.file, each.old.owner), set()).add((each.new.file, each.new.owner))
    still = {each.new.owner for each in found if each.old.owner == each.new.owner}
    return {
        owner: new
        for (file, owner), places in targets.items()
        for place, new in places
        if len(places) == 1 and place == file and new != owner and owner not in still
    }


def _move_data(side: Files, data: Mapping[str, str]) -> None:
    paths = {f"data/{old}.jsonl": f"data/{new}.jsonl" for old, new in data.items()}
    moved = {path: side.pop(path) for path in paths if path in side}
    for path, content in moved.items():
        side[path if paths[path] in side else paths[path]] = content


def _move(side: Files, theirs: Files, file: str, old: Place, new: GeneratedTask) -> None:
    """A task that now stands in another file or class goes there, where it is not yet."""
    if (file, old.owner) == (new.file, new.owner) or old not in methods(_code(side, file)):
        return
    text, method = cut(_text(side, file), old)
    side[file] = _encoded(side[file], text)
    if new.file not in side:
        side[new.file] = _encoded(theirs[new.file], _without_methods(_text(theirs, new.file)))
    target = _text(side, new.file)
    if new.owner not in classes(parse(target)):
        target = with_class(target, new.owner, _text(theirs, new.file))
    side[new.file] = _encoded(side[new.file], paste(target, new.owner, method))


def _take_along(sides: Sides, old: str, new: str) -> None:
    """What the user's tasks use of the user's own goes to the file they went to."""
    if old not in sides.ours or new not in sides.ours:
        return
    own = _defined(sides.ours, old) - _defined(sides.base, old)
    texts = _text(sides.ours, old), _text(sides.ours, new)
    try:
        source, target = take_along(*texts, own)
    except SyntaxError:  # the user's file is no Python; nothing will be written
        return
    for name, before, after in ((old, texts[0], source), (new, texts[1], target)):
        if before != after:
            sides.ours[name] = _encoded(sides.ours[name], after)


def _defined(side: Files, name: str) -> set[str]:
    return set().union(*map(defined_names, module_suite(_code(side, name)).parts))


def _without_methods(text: str) -> str:
    for place in methods(parse(text)):
        text, _ = cut(text, place)
    return text


def follow_user(sides: Sides, others: Callable[[], Files]) -> None:
    """Rename and move in `base` and `theirs` what the user renamed or moved; `others` are the user's own files."""
    if not _missing(sides):
        return
    sides.ours.update({name: content for name, content in others().items() if name not in sides.ours})
    _follow_files(sides)
    _follow_classes(sides)
    _follow_methods(sides)


def revive(sides: Sides) -> None:
    """Give tasks that did not run the weight that they had, where their operation is back.

    `base` has such tasks where the user's files are taken for it, to ignore edits.
    """
    for side in (sides.base, sides.ours):
        for name in _sources(side):
            text = _text(side, name)
            if GONE not in text:
                continue
            back = methods(_code(sides.theirs, name)).keys()
            for place, part in methods(_code(side, name)).items():
                if place in back:
                    text = text.replace(part.whole, revived(part), 1)
            side[name] = _encoded(side[name], text)


def _missing(sides: Sides) -> bool:
    """Whether a class or a method that was generated is not where it was."""
    for name in _sources(sides.base):
        if sides.base[name] != sides.ours.get(name):
            base, ours = _code(sides.base, name), _code(sides.ours, name)
            if classes(base).keys() - classes(ours).keys() or methods(base).keys() - methods(ours).keys():
                return True
    return False


def _follow_files(sides: Sides) -> None:
    """A generated file that is gone is the user's file that has its classes."""
    own = [name for name in _sources(sides.ours) if name not in sides.base and name not in sides.theirs]
    for name in _sources(sides.base):
        if name in sides.ours:
            continue
        known = classes(_code(sides.base, name)).keys()
        found = [other for other in own if known & classes(_code(sides.ours, other)).keys()]
        if len(found) == 1:
            for side in (sides.base, sides.theirs):
                if name in side:
                    side[found[0]] = side.pop(name)


def _follow_classes(sides: Sides) -> None:
    """A generated class that is gone is the user's class in the same file that has the most of its methods."""
    for name in _sources(sides.base):
        base, ours = classes(_code(sides.base, name)), classes(_code(sides.ours, name))
        for gone in base.keys() - ours.keys():
            known = _names_of(_code(sides.base, name), gone)
            shared = {new: len(known & _names_of(_code(sides.ours, name), new)) for new in ours if new not in base}
            heir = max(shared, key=shared.__getitem__, default="")
            if heir and shared[heir]:
                for side in (sides.base, sides.theirs):
                    _edit_all(side, partial(rename_class, old=gone, new=heir))


def _names_of(code: Code, owner: str) -> set[str]:
    return {place.name for place in methods(code) if place.owner == owner}


def _follow_methods(sides: Sides) -> None:
    """A method that is gone is the user's new one of the same name elsewhere, or that sends the same request."""
    gone: list[tuple[str, Place]] = []
    new: list[tuple[str, Place]] = []
    for name in _sources({**sides.base, **sides.ours}):
        base, ours = methods(_code(sides.base, name)), methods(_code(sides.ours, name))
        gone += [(name, place) for place in base if place not in ours]
        new += [(name, place) for place in ours if place not in base]
    moves: dict[tuple[str, Place], tuple[str, Place]] = {}
    for name, place in gone:
        fitting = [other for other in new if other[1].name == place.name] or _same_request(sides, name, place, new)
        if len(fitting) == 1 and fitting[0] not in moves.values() and _goes_along(sides, name, place, fitting[0][1]):
            moves[name, place] = fitting[0]
    for (name, place), (file, target) in moves.items():
        for side in (sides.base, sides.theirs):
            _relocate(side, sides.ours, name, place, file, target, [at for f, at in moves.values() if f == file])


def _goes_along(sides: Sides, name: str, place: Place, target: Place) -> bool:
    """A task to which the user gave a name is the user's own once its operation is gone."""
    return place.name == target.name or place in methods(_code(sides.theirs, name))


def _same_request(sides: Sides, name: str, place: Place, new: list[tuple[str, Place]]) -> list[tuple[str, Place]]:
    request = request_of(methods(_code(sides.base, name))[place])
    if not request:
        return []
    return [(file, other) for file, other in new if request_of(methods(_code(sides.ours, file))[other]) == request]


def _relocate(
    side: Files, ours: Files, name: str, place: Place, file: str, target: Place, relocated: list[Place]
) -> None:
    """Move a method where the user has it; around it stands there what the user wrote, so that nothing else differs."""
    shell = _text(ours, file)
    for other in relocated:
        shell, _ = cut(shell, other)
    if file not in side:
        side[file] = _encoded(ours[file], shell)
    if target.owner not in classes(_code(side, file)):
        side[file] = _encoded(side[file], with_class(_text(side, file), target.owner, shell))
    if place in methods(_code(side, name)):
        text, method = cut(_text(side, name), place)
        side[name] = _encoded(side[name], text)
        renamed = rename_tasks(method, {place.name: target.name}, {})
        side[file] = _encoded(side[file], paste(_text(side, file), target.owner, renamed))


def _sources(side: Files) -> list[str]:
    return [name for name in side if name.endswith(".py")]


def _edit_all(side: Files, edit: Callable[[str], str]) -> None:
    for name in _sources(side):
        text = _text(side, name)
        if (changed := edit(text)) != text:
            side[name] = _encoded(side[name], changed)


def _text(side: Files, name: str) -> str:
    text = read_text(side[name], is_python=True) if name in side else None
    return text.text if text else ""


def _encoded(like: bytes, text: str) -> bytes:
    found = read_text(like, is_python=True)
    return found.encoded(text) if found else text.encode()


def _code(side: Files, name: str) -> Code:
    """The file; an empty one in place of what is no Python."""
    try:
        return parse(_text(side, name))
    except SyntaxError:
        return parse("")
