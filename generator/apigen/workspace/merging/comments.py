"""Comments and blank lines above parts, and the comments that apigen itself leaves for people."""

import ast

from apigen.workspace.merging.code import Definition, Part
from apigen.workspace.merging.lines import merge_lines, settled
from apigen.workspace.merging.sameness import comment_lines, is_same

CONFLICT = "# apigen: conflict"
GONE = "# apigen: gone"


def is_edited(base: Part, ours: Part) -> bool:
    """Whether the user changed more than the layout of a part, or wrote a comment above it."""
    return not is_same(base, ours) or comment_lines(base.above) != comment_lines(ours.above)


def merge_comments(base: str, ours: str, theirs: str) -> str:
    """What stands above a part. Comments never contradict each other: both stay."""
    if comment_lines(theirs) == comment_lines(base) or comment_lines(theirs) == comment_lines(ours):
        return ours
    if comment_lines(ours) == comment_lines(base):
        return theirs
    sides = [text.splitlines(keepends=True) for text in (base, ours, theirs)]
    merged = merge_lines(sides[0], sides[1], sides[2])
    return "".join(settled(merged, lambda clash: [*clash.ours, *(set(clash.theirs) - set(clash.ours))]))


def blank_lines(above: str) -> str:
    """The empty lines before the comments."""
    return "\n" * (len(above) - len(above.lstrip("\n")))


def fitted(above: str, before: ast.stmt | None, node: ast.stmt, depth: int) -> str:
    """The comments above a part that has come to another place, with the blank lines that a formatter wants there."""
    text = above.lstrip("\n")
    own = len(blank_lines(above))
    if before is None:
        return text
    if isinstance(before, Definition) or isinstance(node, Definition):
        wanted = 1 if depth else 2
    elif isinstance(before, ast.Import | ast.ImportFrom) != isinstance(node, ast.Import | ast.ImportFrom):
        wanted = 1
    else:
        wanted = min(own, 1)
    return "\n" * wanted + text
