"""How good drawn bodies are: valid, realistic, like the authors' own, coherent, distinct, cheap. One table.

    python -m benchmarks.payloads FOLDER [--sample N] [--only NAME]... [--jobs 2] [--count 10] [--details]

FOLDER holds OpenAPI documents (with `index.csv`: those of its column `file`). They are split by the hash of their names
into a half to tune on and a half that is held out. docs/realism.md has the rules and the last output.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from .corpus import HELD_OUT, TUNING, documents, half_of
from .measuring import MANY, Field, Score, Tally, measure, seconds_for
from .realism import TEXT_CATEGORIES, looks_real
from .shapes import agreement, agreement_of, another

_FEWEST = 8  # fields that a category needs to count on its own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=1, help="every Nth document")
    parser.add_argument("--only", action="append", default=[], help="part of a document's name")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--count", type=int, default=10, help="values per body")
    parser.add_argument("--details", choices=(TUNING, HELD_OUT), help="what failed, for one half")
    chosen = parser.parse_args()
    names = [name for name in documents(chosen.folder) if not chosen.only or any(part in name for part in chosen.only)][
        :: chosen.sample
    ]
    by_size = sorted(names, key=lambda name: -_size(chosen.folder / name))
    halves = {TUNING: Tally(TUNING), HELD_OUT: Tally(HELD_OUT)}
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for tally in pool.map(partial(measure, chosen.folder, count=chosen.count), by_size):
            if tally is not None:
                halves[tally.half].add(tally)
    timed = [name for name in names if half_of(name) == TUNING and _size(chosen.folder / name) < 2_000_000]
    show(halves, seconds_for(chosen.folder, timed, 100, 50))
    if chosen.details:
        details(halves[chosen.details])


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def show(halves: dict[str, Tally], timing: tuple[float, int]) -> None:
    """The table, a column for each half."""
    rows = {half: dict(figures(tally)) for half, tally in halves.items()}
    print("| | tuning half | held-out half |\n| --- | --- | --- |")
    for label in rows[TUNING]:
        print(f"| {label} | {rows[TUNING][label]} | {rows[HELD_OUT][label]} |")
    seconds, operations = timing
    print(f"\n{operations} operations x 50 records, whole requests: {seconds:.1f} s of CPU")


def figures(tally: Tally) -> list[tuple[str, str]]:
    """The lines of the table."""
    agreeing = sum(number for (_, agrees), number in tally.pairs.items() if agrees)
    same = [each[0] for each in tally.shapes]
    near = [each[1] for each in tally.shapes]
    texts = [place for place in tally.shown if place.is_text]
    numbers = [place for place in tally.shown if not place.is_text]
    return [
        ("bodies in the corpus", f"{tally.bodies:,}"),
        ("bodies generated", _share(tally.drawn, tally.bodies)),
        ("values", f"{tally.values:,}"),
        ("values valid", _share(tally.valid, tally.values, 3)),
        ("bodies judged as they are meant, since nothing is valid as written", f"{tally.contradictory:,}"),
        ("realism, macro over categories", f"{macro(tally.real):.1%}"),
        ("the same with examples stripped", f"{macro(tally.real_stripped):.1%}"),
        ("the same of the authors' examples", f"{macro(tally.authors):.1%}"),
        ("the same of the word `string`", f"{noise(tally, lambda dice: 'string'):.1%}"),
        ("the same of random Unicode, of random ASCII", f"{noise(tally, _unicode):.1%}, {noise(tally, _ascii):.1%}"),
        ("places with an author's example", f"{len(tally.shapes):,}"),
        ("shape agreement, examples stripped: same", _share(sum(same), len(same))),
        ("shape agreement, examples stripped: near", _share(sum(near), len(near))),
        ("the same of the word `string`, in texts: same, near", _both(agreement_of(texts, lambda *_: "string"))),
        ("the same of random ASCII, in texts: same, near", _both(agreement_of(texts, lambda _, dice: _ascii(dice)))),
        ("the same of what is shown for another text: same, near", _both(agreement_of(texts, another(texts)))),
        ("the same of what is shown for another number: same, near", _both(agreement_of(numbers, another(numbers)))),
        ("the same of authors of one document, by field name: same, near", _both(agreement(tally.shown, False))),
        ("the same of authors of other documents: same, near", _both(agreement(tally.shown, True))),
        ("coherent pairs", f"{_share(agreeing, tally.pairs.total(), 2)} of {tally.pairs.total():,}"),
        (
            "distinct of 100 where the schema allows 100",
            f"{_average(tally.distinct):.1f} ({len(tally.distinct):,} bodies, {_below(tally.distinct)} of them less)",
        ),
        ("null leaves", _share(tally.nulls, tally.leaves, 2)),
        ("undeclared keys", f"{tally.undeclared:,}"),
        ("ms of CPU per value", f"{1000 * tally.seconds / max(tally.values, 1):.2f}"),
    ]


def noise(tally: Tally, make: Callable[[Random], str]) -> float:
    """How much of made-up texts the rules let pass, macro over the categories of texts that the half has."""
    dice = Random(0)
    present = {category for category, *_ in tally.real}.intersection(TEXT_CATEGORIES)
    shares = [_average([looks_real(category, make(dice)) for _ in range(100)]) for category in sorted(present)]
    return _average(shares)


def _unicode(dice: Random) -> str:
    return "".join(chr(dice.choice((dice.randrange(33, 0xD800), dice.randrange(0xE000, 0x30000)))) for _ in range(10))


def _ascii(dice: Random) -> str:
    return "".join(chr(dice.randrange(33, 127)) for _ in range(dice.randrange(4, 20)))


def macro(fields: dict[Field, Score]) -> float:
    """The mean over categories of the mean over fields; rare categories count together."""
    shares = by_category(fields)
    return _average([_average(each) for each in shares.values()])


def by_category(fields: dict[Field, Score]) -> dict[str, list[float]]:
    """The share of real values of each field, by category."""
    found: dict[str, list[float]] = defaultdict(list)
    for (category, _, _), score in fields.items():
        found[category].append(score.share)
    frequent = {category: shares for category, shares in found.items() if len(shares) >= _FEWEST}
    rare = [share for category, shares in found.items() if category not in frequent for share in shares]
    return {**frequent, "rare": rare} if rare else frequent


def details(tally: Tally) -> None:
    """Where realism, coherence and validity fail, and how the categories stand."""
    for title, fields in (("as drawn", tally.real), ("stripped", tally.real_stripped), ("authors", tally.authors)):
        print(f"\nrealism {title}")
        for category, shares in sorted(by_category(fields).items()):
            print(f"  {category:24} {_average(shares):7.1%} of {len(shares)} fields")
        for (category, owner, name), score in fields.items():
            if score.share < 1:
                print(f"    {category}: {owner.partition('.')[2]}.{name} {score.share:.0%} {score.refused[:60]!r}")
    print("\npairs that do not agree:", {name: n for (name, agrees), n in tally.pairs.items() if not agrees})
    for remark in tally.remarks[:60]:
        print(remark)


def _below(distinct: list[float]) -> int:
    return sum(number < MANY for number in distinct)


def _share(part: float, whole: float, digits: int = 1) -> str:
    return f"{part / whole:.{digits}%}" if whole else "-"


def _both(shares: tuple[float, float]) -> str:
    return f"{shares[0]:.1%}, {shares[1]:.1%}"


def _average(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
