"""Values of path parameters that no operation yields: `data/<parameter>.csv`, shared where the values agree."""

from collections.abc import Iterable
from dataclasses import replace

from apigen.identifiers import Names
from apigen.openapi.model import Parameter
from apigen.plan.model import ValueFile


class ValuePools:
    """Collects the files while the tasks are planned."""

    def __init__(self, functions: Iterable[str]) -> None:
        """`functions` are the names of data/*.jsonl, beside which people put CSV files of that name."""
        self._files: dict[str, ValueFile] = {}
        self._names = Names({"accounts", *functions})  # data/accounts.csv holds those of the users
        self._shared: dict[str, str] = {}  # what a parameter is -> file

    def file_for(
        self, parameter: Parameter, variable: str, values: tuple[str, ...], operation: str, encoded: bool = False
    ) -> str:
        """The stem of the file that holds these values; operations with the same parameter share it."""
        identity = repr(
            (parameter.name, parameter.schema, parameter.examples, encoded and (parameter.style, parameter.explode))
        )
        if name := self._shared.get(identity):
            file = self._files[name]
            self._files[name] = replace(file, used_by=(*file.used_by, operation))
            return name
        name = self._names.give(variable)
        self._shared[identity] = name
        self._files[name] = ValueFile(name, values, (operation,))
        return name

    def files(self) -> tuple[ValueFile, ...]:
        """All files, in the order of first use."""
        return tuple(self._files.values())
