"""Things that others are made in: a project, whose pipelines only runs of the same project may name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from apigen.analysis.correlation import Consumer, Producer


def find_homes(producers: Iterable[Producer], consumers: Mapping[str, Iterable[Consumer]]) -> frozenset[str]:
    """The resources that one request names together with what is made in them.

    `POST /runs` names a project and a pipeline, and `POST /pipelines` a project: both had better name the same.
    `consumers` are those of each operation, by its key.
    """
    named = {operation: {consumer.resource for consumer in found} for operation, found in consumers.items()}
    made_in: defaultdict[str, set[str]] = defaultdict(set)
    for producer in producers:
        if producer.kind == "create":
            made_in[producer.resource] |= named.get(producer.operation, set())
    return frozenset(home for names in named.values() for thing in names for home in names & made_in[thing] - {thing})
