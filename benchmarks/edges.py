"""Identifiers judged by hand-labelled edges: of those that requests need, how many come from where they should?

    python benchmarks/edges.py FOLDER [--only NAME]... [--misses]

FOLDER holds the documents that `benchmarks/edges/*/*.csv` are named after, in folders of those names. The README beside
the labels says what they mean, and when an edge is right.
"""

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from apigen.analysis.correlation import Producer, correlate
from apigen.openapi.model import Operation
from apigen.openapi.reader import read_api
from apigen.plan.identifiers import Identifiers, plan_identifiers, slots
from apigen.source import load_document

LABELS = Path(__file__).with_suffix("")
PARTS = ("tuning", "held-out")
NO_PRODUCER = "-"  # the value stands in a data file

Source = tuple[str, str]  # operation, place


@dataclass(frozen=True)
class Need:
    """One labelled consumer."""

    operation: str
    where: str  # path order_id; query user; body items[].product_id
    things: tuple[str, ...]  # any of them will do; `-` for none


@dataclass(frozen=True, eq=False)
class Labels:
    """What one file of labels says."""

    document: str
    part: str
    sources: dict[str, list[Source]]  # thing -> where its identifiers may come from, `*` for anything
    needs: tuple[Need, ...]
    judged: frozenset[str]  # operations of which every need is listed

    def accepted(self, thing: str) -> list[Source]:
        """Where identifiers of a thing may come from."""
        return [(NO_PRODUCER, NO_PRODUCER)] if thing == NO_PRODUCER else self.sources[thing]


@dataclass
class Score:
    """How the edges of one document compare with its labels."""

    document: str
    part: str
    needs: int = 0  # labelled consumers that something yields
    edges: int = 0  # what apigen joins
    right: int = 0
    found: int = 0  # of the needs
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.edges if self.edges else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.needs if self.needs else 1.0


def read_labels() -> list[Labels]:
    """All label files, tuning first."""
    return [_read(path, part) for part in PARTS for path in sorted((LABELS / part).glob("*.csv"))]


def _read(path: Path, part: str) -> Labels:
    sources: dict[str, list[Source]] = defaultdict(list)
    needs, judged = [], set()
    with path.open(newline="", encoding="utf-8") as file:
        for kind, name, where, what in csv.reader(file):
            if kind == "source":
                sources[name].append((where, what))
            else:
                judged.add(name)
            if kind == "need":
                needs.append(Need(name, where, tuple(what.split("|"))))
    return Labels(path.stem, part, dict(sources), tuple(needs), frozenset(judged))


def document_of(folder: Path, name: str) -> Path | None:
    """The document of a label file by the corpus' index, None where the folder does not have it."""
    with (folder / "index.csv").open(newline="", encoding="utf-8") as file:
        files = (row["file"] for row in csv.DictReader(file))
        return next((folder / file for file in files if file.partition("/")[0] == name), None)


class Edges:
    """What the plan of one document takes from where."""

    def __init__(self, document: Path) -> None:
        api, _ = read_api(load_document(str(document)))
        self.operations = {operation.key: operation for operation in api.operations}
        self._identifiers: Identifiers = plan_identifiers(correlate(api), {o.key: o.id for o in api.operations})
        self._producers: dict[str, list[Producer]] = defaultdict(list)
        for found in self._identifiers.producers.values():
            for producer in found:
                self._producers[producer.resource].append(producer)

    def of(self, operation: Operation) -> Iterator[tuple[str, set[Source]]]:
        """Each place of the operation that a pool fills, and where the values in it come from."""
        filled = slots(operation, self._identifiers)[0]
        for consumer in self._identifiers.consumers.get(operation.key, ()):
            keys = self._identifiers.pools[consumer.resource].keys
            for position, name in enumerate(consumer.names):
                where = f"{consumer.location} {name}"
                if consumer.location == "path" or where in filled:
                    index = position if len(consumer.names) > 1 else keys - 1
                    yield where, self._sources(consumer.resource, index, frozenset())

    def _sources(self, resource: str, index: int, seen: frozenset[tuple[str, int]]) -> set[Source]:
        """Where one key of a resource comes from; keys in the path of the producer come from where that has them."""
        keys = self._identifiers.pools[resource].keys
        found: set[Source] = set()
        for producer in self._producers[resource]:
            places = producer.source.split(", ")
            given = keys - len(places)
            if index >= given:
                found.add((producer.operation, places[index - given]))
            elif (resource, index) not in seen:
                parameter = self.operations[producer.operation].path_parameters[index].name
                found |= self._path_sources(producer.operation, parameter, seen | {(resource, index)})
        return found

    def _path_sources(self, operation: str, parameter: str, seen: frozenset[tuple[str, int]]) -> set[Source]:
        for consumer in self._identifiers.consumers.get(operation, ()):
            if consumer.location == "path" and parameter in consumer.names:
                keys = self._identifiers.pools[consumer.resource].keys
                index = consumer.names.index(parameter) if len(consumer.names) > 1 else keys - 1
                return self._sources(consumer.resource, index, seen)
        return {(NO_PRODUCER, NO_PRODUCER)}


def judge(labels: Labels, document: Path) -> Score:
    """Compare the edges of a document with its labels."""
    score = Score(labels.document, labels.part)
    edges = Edges(document)
    needs = {(need.operation, need.where): need for need in labels.needs}
    found = set()
    for key in sorted(labels.judged):
        for where, sources in edges.of(edges.operations[key]):
            need = needs.get((key, where))
            accepted = [source for thing in need.things for source in labels.accepted(thing)] if need else []
            wrong = sorted(source for source in sources if not _is_accepted(source, accepted))
            score.edges += 1
            if wrong or not sources:
                score.misses.append(f"wrong   {key} {where} <- {_shown(wrong)}")
            else:
                score.right += 1
                found.add((key, where))
    for place, need in needs.items():
        if NO_PRODUCER not in need.things:
            score.needs += 1
            score.found += place in found
            if place not in found:
                score.misses.append(f"missed  {need.operation} {need.where} ({'|'.join(need.things)})")
    return score


def _is_accepted(source: Source, accepted: Iterable[Source]) -> bool:
    return any(_matches(operation, source[0]) and _matches(place, source[1]) for operation, place in accepted)


def _matches(pattern: str, text: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text) is not None


def _shown(sources: Sequence[Source]) -> str:
    shown = ", ".join(f"{operation} `{place}`" for operation, place in sources[:3])
    return f"{shown} and {len(sources) - 3} more" if len(sources) > 3 else shown or "nothing that starts it"


def total(scores: Collection[Score], name: str) -> Score:
    """The sum of some scores."""
    sums = (sum(getattr(score, member) for score in scores) for member in ("needs", "edges", "right", "found"))
    return Score(name, "", *sums)


def show(scores: Sequence[Score]) -> None:
    print(f"{'document':42} {'part':9} {'needs':>6} {'edges':>6} {'precision':>10} {'recall':>7}")
    sums = [total([score for score in scores if score.part == part], f"all of {part}") for part in PARTS]
    for score in (*scores, *sums, total(scores, "all")):
        numbers = f"{score.needs:6} {score.edges:6} {score.precision:10.3f} {score.recall:7.3f}"
        print(f"{score.document[:42]:42} {score.part:9} {numbers}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[], help="part of a document's name")
    parser.add_argument("--misses", action="store_true", help="list what is wrong and what is missed")
    chosen = parser.parse_args()
    scores = [
        judge(labels, document)
        for labels in read_labels()
        if not chosen.only or any(part in labels.document for part in chosen.only)
        if (document := document_of(chosen.folder, labels.document))
    ]
    for score in scores if chosen.misses else ():
        print(f"{score.document} ({score.part})", *(f"    {miss}" for miss in score.misses), sep="\n")
    show(scores)


if __name__ == "__main__":
    main()
