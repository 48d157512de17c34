"""What one document contributes: every body drawn as generated tests draw it, and judged."""

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from apigen.analysis.payloads import NO_BODY, CannotDraw, DrawOptions, draw_requests
from apigen.errors import ApigenError
from apigen.openapi.model import Api

from .corpus import Body, api_without_examples, bodies_of, content_of, half_of, read, without_examples
from .judging import Judge, as_sent, as_text
from .leaves import Leaf, Walk
from .pairs import pairs_of
from .realism import category_of, looks_real, snake
from .shapes import Shown, is_near, is_same

MANY = 100  # values by which distinctness is judged
_ROOM = 100  # values that a schema must allow for that

_PLACEHOLDER = re.compile(r"(?i)(example|sample|your|some)[ _-]|[<\"{*]|string$|text$")

Field = tuple[str, str, str]  # category, owner, name


@dataclass(slots=True)
class Score:
    """How often the values of one field looked real."""

    real: int = 0
    total: int = 0
    refused: str = ""  # one that did not

    @property
    def share(self) -> float:
        return self.real / self.total


@dataclass(slots=True)
class Tally:
    """Counts of one document, or of many."""

    half: str = ""
    bodies: int = 0
    drawn: int = 0
    values: int = 0
    valid: int = 0
    contradictory: int = 0  # bodies of which no value is valid as the schema is written
    seconds: float = 0.0  # CPU of drawing
    leaves: int = 0
    nulls: int = 0
    undeclared: int = 0
    distinct: list[float] = field(default_factory=list)  # of a hundred asked, one number per body with room
    real: dict[Field, Score] = field(default_factory=dict)
    real_stripped: dict[Field, Score] = field(default_factory=dict)
    authors: dict[Field, Score] = field(default_factory=dict)
    shapes: list[tuple[float, float]] = field(default_factory=list)  # same, near of one place
    shown: list[Shown] = field(default_factory=list)  # the examples of those places
    pairs: Counter[tuple[str, bool]] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Takes in another document; its fields stay apart from those of others with the same name."""
        for name in ("bodies", "drawn", "values", "valid", "contradictory", "seconds", "leaves", "nulls", "undeclared"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("distinct", "shapes", "shown", "remarks"):
            getattr(self, name).extend(getattr(other, name))
        self.pairs += other.pairs
        for name in ("real", "real_stripped", "authors"):
            mine = getattr(self, name)
            for (category, owner, field_name), score in getattr(other, name).items():
                mine[category, f"{len(mine)}.{owner}", field_name] = score


def measure(folder: Path, name: str, count: int) -> Tally | None:
    """The tally of one document; None where it cannot be read."""
    try:
        api = read(folder / name)
    except (ApigenError, OSError, ValueError, RecursionError):
        return None
    return _Measuring(api, name, count).tally()


class _Measuring:
    def __init__(self, api: Api, name: str, count: int) -> None:
        self._api = api
        self._stripped = api_without_examples(api)
        self._walk = Walk(api.definitions)
        self._count = count
        self._tally = Tally(half_of(name))
        self._name = name
        self._dice = random.Random(name)
        self._shown: dict[tuple[str, str], tuple[list[float], list[float]]] = {}  # by name and examples

    def tally(self) -> Tally:
        for number, body in enumerate(bodies_of(self._api)):
            self._tally.bodies += 1
            values = self._drawn(self._api, body, self._count)
            if values:
                self._judge(body, values)
                self._authors(body)
                self._compare(body)
                if number % 5 == 0:
                    self._distinct(body, values)
        self._tally.shapes = [(_mean(same), _mean(near)) for same, near in self._shown.values()]
        self._tally.shown = [Shown(self._name, *place) for place in self._shown]
        return self._tally

    def _drawn(self, api: Api, body: Body, count: int, keeps_token: bool = True) -> list[Any]:
        return [as_sent(line, self._dice if keeps_token else None) for line in self._lines(api, body, count)]

    def _lines(self, api: Api, body: Body, count: int) -> list[Any]:
        """Bodies as they stand in a data file, with tokens."""
        start = time.process_time()
        try:
            drawn = draw_requests(api, body.operation, DrawOptions(count=count))
        except CannotDraw as fault:
            self._tally.remarks.append(f"not drawn: {self._name} {body.operation.key}: {fault}")
            return []
        finally:
            self._tally.seconds += time.process_time() - start
        return [each.body for each in drawn if each.body is not NO_BODY]

    def _judge(self, body: Body, values: list[Any]) -> None:
        tally = self._tally
        tally.drawn += 1
        tally.values += len(values)
        judge = Judge(body.media.schema, self._api.definitions)
        if not any(map(judge.accepts, values)):
            tally.contradictory += 1
            judge = Judge(body.media.schema, self._api.definitions, is_mild=True)
        for value in values:
            if judge.accepts(value):
                tally.valid += 1
            else:
                tally.remarks.append(f"invalid: {self._name} {body.operation.key}: {judge.fault(value)}")
            for inner in self._walk.objects(value, body.media.schema):
                tally.undeclared += 0 if inner.is_map else len(inner.value.keys() - inner.declared)
                tally.pairs.update(pairs_of(inner.value))
        leaves = [leaf for value in values for leaf in self._walk.leaves(value, body.media.schema, ())]
        tally.leaves += len(leaves)
        tally.nulls += sum(leaf.value is None for leaf in leaves)
        _count(leaves, tally.real)

    def _authors(self, body: Body) -> None:
        """What the rules think of the examples that stand in the document."""
        leaves = self._author_leaves(body)
        distinct = {(leaf.name, leaf.owner, str(leaf.value)): leaf for leaf in leaves if leaf.value != ""}
        _count(distinct.values(), self._tally.authors)

    def _author_leaves(self, body: Body) -> Iterator[Leaf]:
        for example in body.media.examples:
            yield from self._walk.leaves(example, body.media.schema, ())
        for value in self._drawn(self._api, body, 1):
            for leaf in self._walk.leaves(value, body.media.schema, body.media.examples):
                yield from (replace(leaf, value=each) for each in leaf.examples)

    def _compare(self, body: Body) -> None:
        """Shapes of values drawn without the examples, beside the examples."""
        _, bare = without_examples(self._api, body)
        values = self._drawn(self._stripped, bare, min(self._count, 6), keeps_token=False)
        leaves = [leaf for value in values for leaf in self._walk.leaves(value, body.media.schema, body.media.examples)]
        _count(leaves, self._tally.real_stripped)
        for leaf in leaves:
            others = [replace(leaf, value=each) for each in leaf.examples]
            shown = [_compared(other) for other in others if _is_telling(other)]
            if shown and category_of(leaf) is not None:
                same, near = self._shown.setdefault((leaf.name, content_of(shown[:3])), ([], []))
                same.append(any(is_same(_compared(leaf), each) for each in shown))
                near.append(any(is_near(_compared(leaf), each) for each in shown))

    def _distinct(self, body: Body, values: list[Any]) -> None:
        """A hundred requests of a run, which sends each line again and again, with new values in its slots."""
        leaves = [leaf for value in values for leaf in self._walk.leaves(value, body.media.schema, ())]
        if any(_has_room(leaf) for leaf in leaves):
            start = self._tally.seconds
            lines = self._lines(self._api, body, MANY)
            self._tally.seconds = start  # not among the values that seconds are divided by
            sent = [as_sent(lines[number % len(lines)], self._dice) for number in range(MANY)]
            if self._is_open(sent, body):
                self._tally.distinct.append(len(set(map(as_text, sent))))

    def _is_open(self, values: list[Any], body: Body) -> bool:
        """Whether a place has room that is more than a choice between words of its own description."""
        places: dict[str, list[Leaf]] = defaultdict(list)
        for value in values:
            for leaf in self._walk.leaves(value, body.media.schema, ()):
                places[leaf.path].append(leaf)
        return any(any(map(_has_room, leaves)) and not _is_listed(leaves) for leaves in places.values())


def _is_telling(leaf: Leaf) -> bool:
    """Whether an example is one, and no placeholder."""
    category = category_of(leaf)
    is_placeholder = isinstance(leaf.value, str) and _PLACEHOLDER.match(leaf.value) is not None
    return category is not None and not is_placeholder and looks_real(category, leaf.value)


def _compared(leaf: Leaf) -> Any:
    """The value as shapes see it: a number that identifies is a text, since its magnitude says nothing."""
    return str(leaf.value) if category_of(leaf) == "number as identifier" else leaf.value


def _has_room(leaf: Leaf) -> bool:
    """Whether the schema allows a hundred values here."""
    if leaf.is_fixed or leaf.value is None or isinstance(leaf.value, bool):
        return False
    if isinstance(leaf.value, str):
        return not leaf.says("pattern") and (leaf.says("maxLength") is None or int(leaf.says("maxLength")) >= 12)
    low, high = leaf.says("minimum"), leaf.says("maximum")
    return low is None or high is None or high - low >= _ROOM


def _is_listed(leaves: list[Leaf]) -> bool:
    """Whether a description lists the values of a place: there are several, and each is a word of it."""
    values = {leaf.value for leaf in leaves}
    words = set(re.findall(r"[\w.-]*\w", " ".join(str(leaf.says("description")) for leaf in leaves[:1])))
    return len(values) > 1 and all(isinstance(value, str) and value in words for value in values)


def _count(leaves: Iterable[Leaf], fields: dict[Field, Score]) -> None:
    for leaf in leaves:
        if (category := category_of(leaf)) is not None:
            score = fields.setdefault((category, leaf.owner, snake(leaf.name)), Score())
            score.total += 1
            if looks_real(category, leaf.value):
                score.real += 1
            else:
                score.refused = str(leaf.value)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def seconds_for(folder: Path, names: list[str], operations: int, count: int) -> tuple[float, int]:
    """CPU seconds to draw whole requests for up to so many operations, spread evenly over the documents; how many."""
    apis = [api for name in names if (api := _readable(folder / name)) is not None]
    chosen = [(api, operation) for api in apis for operation in api.operations]
    chosen = chosen[:: max(len(chosen) // operations, 1)][:operations]
    start = time.process_time()
    for api, operation in chosen:
        try:
            draw_requests(api, operation, DrawOptions(count=count))
        except CannotDraw:
            continue
    return time.process_time() - start, len(chosen)


def _readable(path: Path) -> Api | None:
    try:
        return read(path)
    except (ApigenError, OSError, ValueError, RecursionError):
        return None
