"""Which statement of a function is which, in three versions of it.

Statements have no names. Those that say the same are the same; between them, those of the same make (a call of the
same function, an assignment to the same name) are taken for versions of each other, in order.
"""

import ast
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from apigen.workspace.merging.code import Key, Part, make
from apigen.workspace.merging.lines import matching_pairs


def identify(base: Sequence[Part], ours: Sequence[Part], theirs: Sequence[Part]) -> tuple[list[Key], ...]:
    """The keys of the statements of the three versions: equal where they are versions of one statement."""
    said = {part.text: part for part in (*base, *ours, *theirs)}
    meanings = {text: "; ".join(map(ast.dump, part.nodes)) for text, part in said.items()}
    own: list[Key] = [("statement", str(n)) for n in range(len(base))]
    return own, _keys(base, ours, meanings), _keys(base, theirs, meanings)


def _keys(base: Sequence[Part], side: Sequence[Part], meanings: Mapping[str, str]) -> list[Key]:
    partner = {n: m for m, n in _pairs(base, side, meanings)}
    keys: list[Key] = []
    seen = Counter[Key]()
    last = "start"
    for n, part in enumerate(side):
        if n in partner:
            last = str(partner[n])
            keys.append(("statement", last))
        else:  # what both sides insert at one place is one statement
            key = ("new", last, meanings[part.text])
            seen[key] += 1
            keys.append((*key, str(seen[key])))
    return keys


def _pairs(base: Sequence[Part], side: Sequence[Part], meanings: Mapping[str, str]) -> list[tuple[int, int]]:
    exact = matching_pairs([meanings[part.text] for part in base], [meanings[part.text] for part in side])
    pairs = list(exact)
    for (m, n), (after_m, after_n) in pairwise([(-1, -1), *exact, (len(base), len(side))]):
        old, new = base[m + 1 : after_m], side[n + 1 : after_n]
        found = matching_pairs([make(part.node) for part in old], [make(part.node) for part in new])
        pairs += [(m + 1 + i, n + 1 + j) for i, j in found]
    return pairs
