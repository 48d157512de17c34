"""Merging texts line by line, for what has no better parts."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Edit = tuple[int, int, list[str]]  # the lines [first, last) of the base become these


@dataclass(frozen=True, slots=True)
class Clash:
    """A stretch that both sides changed, each in its own way."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str | Clash]:
    """The lines with the changes of both sides; a `Clash` where both changed the same lines.

    Changes of neighbouring lines are two changes. What both insert at one place is kept, ours first.
    """
    result: list[str | Clash] = []
    done = 0
    for mine, yours in _groups(_edits(base, ours), _edits(base, theirs)):
        first = min(edit[0] for edit in (*mine, *yours))
        last = max(edit[1] for edit in (*mine, *yours))
        result += base[done:first]
        result += _settled(base, first, last, mine, yours)
        done = last
    return [*result, *base[done:]]


def matching_pairs(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Positions of what both sequences have in the same order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [(block.a + n, block.b + n) for block in matcher.get_matching_blocks() for n in range(block.size)]


def _edits(base: Sequence[str], side: Sequence[str]) -> list[Edit]:
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    edits: list[Edit] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "replace" and last - first == end - start:  # line by line, so that neighbours stay apart
            edits += [(first + n, first + n + 1, [side[start + n]]) for n in range(last - first)]
        elif tag != "equal":
            edits.append((first, last, list(side[start:end])))
    return edits


def _groups(ours: list[Edit], theirs: list[Edit]) -> list[tuple[list[Edit], list[Edit]]]:
    """Edits in order; those that touch the same lines together."""
    groups: list[tuple[list[Edit], list[Edit]]] = []
    both = sorted([(edit[0], edit[1], 0, edit) for edit in ours] + [(edit[0], edit[1], 1, edit) for edit in theirs])
    reach = (-1, -1)
    for first, last, side, edit in both:
        overlaps = first < reach[1] or (first == last == reach[0] == reach[1])
        if not overlaps:
            groups.append(([], []))
        groups[-1][side].append(edit)
        reach = (first, max(last, reach[1])) if not overlaps else (reach[0], max(last, reach[1]))
    return groups


def _settled(base: Sequence[str], first: int, last: int, ours: list[Edit], theirs: list[Edit]) -> list[str | Clash]:
    mine, yours = _applied(base, first, last, ours), _applied(base, first, last, theirs)
    if not theirs or mine == yours:
        return [*mine]
    if not ours:
        return [*yours]
    if first == last:
        return [*mine, *(line for line in yours if line not in mine)]
    return [Clash(tuple(base[first:last]), tuple(mine), tuple(yours))]


def _applied(base: Sequence[str], first: int, last: int, edits: list[Edit]) -> list[str]:
    result: list[str] = []
    for start, end, lines in edits:
        result += [*base[first:start], *lines]
        first = end
    return [*result, *base[first:last]]


def settled(merged: list[str | Clash], settle: Callable[[Clash], Sequence[str]]) -> list[str]:
    """The lines with every clash settled."""
    return [line for part in merged for line in ([part] if isinstance(part, str) else settle(part))]
