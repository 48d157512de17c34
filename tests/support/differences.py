"""Documents compared as `apigen diff` compares them, without the command line."""

from pathlib import Path

from apigen.difference.compare import compare
from apigen.difference.model import Difference, Side
from apigen.openapi.reader import read_api
from apigen.plan.build import Output, build_plan
from apigen.settings import Settings
from apigen.source import load_document


def side(path: Path) -> Side:
    """A document as read, and its plan."""
    api, remarks = read_api(load_document(str(path)))
    return Side(api, build_plan(api, Settings(records=1), Output(path.name, "api"), remarks))


def difference(old: Path, new: Path) -> Difference:
    return compare(side(old), side(new))
