"""The Jinja environment: where the templates lie, and the filters through which a document's values enter."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from apigen.plan.host import example_host
from apigen.render import literals, task_text

_PACKAGED = Path(__file__).parent.parent / "templates"
_CHECKOUT = Path(__file__).parents[3] / "templates"


def template_folder() -> Path:
    """The folder of the built-in templates: in the installed package, else in the checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def make_environment(own_templates: Path | None = None) -> Environment:
    """An environment whose templates come from the user's folder first, then from apigen."""
    folders = [own_templates] if own_templates else []
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in [*folders, template_folder()]]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_bytecode_cache(),
        autoescape=False,  # noqa: S701  the output is Python and text; every value passes a filter below
    )
    environment.filters.update(_FILTERS)
    environment.tests.update(_TESTS)
    return environment


class _QuietCache(FileSystemBytecodeCache):
    """Compiled templates in a folder that only this user can read; where that cannot be, they are compiled anew."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    """Compiling our templates takes a fifth of a small document's time; Jinja checks whose the folder is."""
    try:
        return _QuietCache()
    except (OSError, RuntimeError):
        return None


def number(value: float) -> str:
    """A number as people write it: 1 rather than 1.0."""
    return literals.py(int(value) if value == round(value) and abs(value) < _EXACT else float(value))


_EXACT = 1e15  # whole numbers up to here look the same as integers and as floats


def prose(text: object, limit: int = literals.WIDTH) -> str:
    """Text in a line of Markdown: no tag and no link begins in it."""
    return re.sub(r"<|(?<=\])(?=[(\[:])", lambda match: "\\" + match[0], literals.one_line(str(text), limit))


def cell(text: object) -> str:
    """Text in a cell of a Markdown table."""
    return prose(text, 160).replace("|", "\\|")


def code(text: object, limit: int = 160) -> str:
    """Text between backticks in Markdown, also in a table."""
    return literals.one_line(str(text), limit).replace("`", "'").replace("|", "\\|") or " "


def is_plain(text: str) -> bool:
    """Whether a line of locust.conf gives this address back as it is; what is no address stands there as a comment."""
    return bool(text) and len(text) <= _LONGEST and text.isprintable() and not set(text) & set(" \"'\\<>^`")


_LONGEST = 2000  # characters of an address that clients and servers agree to


def is_variable(name: str) -> bool:
    """Whether a shell takes this for the name of a variable: `.env` is read by one."""
    return re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name, re.ASCII) is not None


def seconds(run_time: str) -> int:
    """Locust's notation of a time in seconds: `10m` is 600."""
    return int(run_time[:-1]) * {"s": 1, "m": 60, "h": 3600}[run_time[-1]]


_FILTERS: dict[str, Callable[..., Any]] = {
    "py": literals.py,
    "one_line": literals.one_line,
    "example_host": example_host,
    "docstring": literals.docstring,
    "number": number,
    "seconds": seconds,
    "percent": lambda share: f"{share * 100:.1f} %",
    "prose": prose,
    "cell": cell,
    "code": code,
    "import_order": task_text.import_order,
    "group_import": task_text.group_import,
    "shape_line": task_text.shape_line,
    "tag_decorator": task_text.tag_decorator,
    "pick_line": task_text.pick_line,
    "needs_record": task_text.needs_record,
    "record_line": task_text.record_line,
    "request_lines": task_text.request_lines,
    "follow_line": task_text.follow_line,
    "harvest_line": task_text.harvest_line,
}
_TESTS: dict[str, Callable[..., bool]] = {"plain": is_plain, "variable": is_variable}
