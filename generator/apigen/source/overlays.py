"""Changes to a document that stand in a file of their own (OpenAPI Overlay 1.0 and 1.1).

An overlay is how people add what a document lacks (traffic, examples, logins) without editing a file that is not
theirs. What an overlay adds is found in the overlay by remarks, and belongs to the document for relative references.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jsonpath import JSONPath, JSONPathEnvironment
from jsonpath.exceptions import JSONPathError

from apigen.diagnostics import Diagnostic, Severity
from apigen.errors import UnreadableDocument
from apigen.source.document import Origin, Pointer, SourceDocument
from apigen.source.grafting import Draft
from apigen.source.json_text import MAX_DEPTH
from apigen.source.node import Node
from apigen.source.notes import Notes

_PATH_HINT = "use JSONPath as RFC 9535 has it; a path needs brackets and quotes: $.paths['/orders'].get"


class _Environment(JSONPathEnvironment):
    """JSONPath without extensions, on documents of any depth that can be read."""

    max_recursion_depth = MAX_DEPTH + 2


_JSONPATH = _Environment(strict=True)


def apply_overlays(document: SourceDocument, overlays: Sequence[SourceDocument]) -> SourceDocument:
    """The document with the changes of all overlays, one after the other."""
    for overlay in overlays:
        document = apply_overlay(document, overlay)
    return document


def apply_overlay(document: SourceDocument, overlay: SourceDocument) -> SourceDocument:
    """The document with the changes of an overlay; its diagnostics tell the actions that changed nothing."""
    notes = Notes()
    root = Node.root(overlay, notes)
    _check(root)
    draft = Draft(document)
    for action in root.sequence("actions"):
        if action.is_map:
            _Application(draft, action, replace(overlay, address=document.address)).run()
        else:
            action.expect("a map")
    changed = draft.finished()
    remarks = (*document.diagnostics, *overlay.diagnostics, *notes.in_order())
    changed = replace(changed, diagnostics=tuple(dict.fromkeys(remarks)))
    changed.neighbours.keep(overlay)
    changed.neighbours.keep(changed)
    for other in changed.neighbours.opened():
        other.memory.clear()  # its references may lead to the document as it was
    return changed


def _check(root: Node) -> None:
    """Refuses a file that is no overlay: the user named it as one."""
    version = root.value.get("overlay") if root.is_map else None
    if version is None or not str(version).startswith("1."):
        message = f"this is no Overlay 1.x document: its version is {version!r}" if version else "this is no overlay"
        hint = "begin with overlay: 1.0.0, info and actions"
        raise UnreadableDocument((Diagnostic(Severity.ERROR, "AG111", message, root.location, hint),))
    if not root.sequence("actions"):
        root.warn("AG112", "the overlay has no actions, so it changes nothing", "add actions with target and update")


@dataclass(frozen=True, slots=True)
class _Application:
    """One action on a draft."""

    draft: Draft
    action: Node
    overlay: SourceDocument  # with the address of the document, which its parts become parts of

    def run(self) -> None:
        """Finds the targets, then changes them all."""
        targets = self._select("target")
        if not targets:
            return
        if self.action.flag("remove"):
            self._remove(targets)
        elif "update" in self.action.value:
            self._update(targets)
        elif "copy" in self.action.value:
            self._copy(targets)
        else:
            self.action.warn("AG113", "the action changes nothing", "give it update, copy or remove: true")

    def _select(self, key: str) -> list[Pointer]:
        """The places that a JSONPath member names; a remark where it names none."""
        node = self.action.get(key)
        if node is None or not isinstance(node.value, str):
            (node or self.action).error(
                "AG113", f"the action has no {key} that is a JSONPath; it is ignored", _PATH_HINT
            )
            return []
        path = _compiled(node)
        if path is None:
            return []
        try:
            found = [tuple(str(part) for part in match.parts) for match in path.finditer(self.draft.root)]
        except JSONPathError as error:
            node.error("AG113", f"{node.shown} cannot be followed: {_reason(error)}", _PATH_HINT)
            return []
        if not found:
            node.warn("AG112", f"{node.value} matches nothing in the document, so the action changes nothing", _NOTHING)
        return list(dict.fromkeys(found))

    def _remove(self, targets: list[Pointer]) -> None:
        """From the last to the first, so that the places of items hold until it is their turn."""
        if () in targets:
            self.action.error(
                "AG113", "the whole document cannot be removed; the action is ignored", "name a part of it"
            )
            return
        for target in sorted(targets, key=_in_order, reverse=True):
            self.draft.remove(target)

    def _update(self, targets: list[Pointer]) -> None:
        origin = Origin(self.overlay, (*self.action.pointer, "update"))
        for target in targets:
            self.draft.merge(target, self.action.value["update"], origin)
        self._tell_conflicts()

    def _copy(self, targets: list[Pointer]) -> None:
        """What stands at one other place, as it is before the action."""
        sources = self._select("copy")
        if len(sources) > 1:
            message = f"copy must name one place and names {len(sources)}; the action is ignored"
            self.action.child("copy", None).error("AG113", message, "make it more precise")
        if len(sources) != 1:
            return
        value, origin = self.draft.value(sources[0]), self.draft.origin(sources[0])
        self.draft.share()
        for target in targets:
            self.draft.merge(target, value, origin)
            self.draft.share()
        self._tell_conflicts()

    def _tell_conflicts(self) -> None:
        for origin, message in self.draft.conflicts:
            location = origin.document.locate(origin.pointer)
            hint = "remove the old value with an action before this one"
            self.action.notes.add(Diagnostic(Severity.ERROR, "AG114", message, location, hint))
        self.draft.conflicts.clear()


_NOTHING = "compare it with the document; names are case-sensitive"


def _compiled(node: Node) -> JSONPath | None:
    try:
        path = _JSONPATH.compile(node.value)
    except (JSONPathError, RecursionError) as error:
        node.error("AG113", f"{node.shown} is no JSONPath: {_reason(error)}; the action is ignored", _PATH_HINT)
        return None
    assert isinstance(path, JSONPath)  # a compound of several is an extension, which `strict` excludes
    return path


def _reason(error: Exception) -> str:
    """The message alone: the library's `str` of an error draws the place, and fails at the end of a text."""
    return str(error.args[0]) if error.args else type(error).__name__


def _in_order(pointer: Pointer) -> tuple[tuple[int, str], ...]:
    """Indices as numbers: the tenth item stands behind the ninth."""
    return tuple((int(step), step) if step.isdecimal() else (0, step) for step in pointer)
