"""The Jinja environment: where the templates lie, and the filters through which a document's values enter."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

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
        autoescape=False,  # noqa: S701  the output is Python and text; every value passes a filter below
    )
    environment.filters.update(_FILTERS)
    return environment


def number(value: float) -> str:
    """A number as people write it: 1 rather than 1.0."""
    return f"{value:g}"


def seconds(run_time: str) -> int:
    """Locust's notation of a time in seconds: `10m` is 600."""
    return int(run_time[:-1]) * {"s": 1, "m": 60, "h": 3600}[run_time[-1]]


_FILTERS: dict[str, Callable[..., Any]] = {
    "py": literals.py,
    "one_line": literals.one_line,
    "docstring": literals.docstring,
    "number": number,
    "seconds": seconds,
    "percent": lambda share: f"{share * 100:.1f} %",
    "cell": lambda text: literals.one_line(str(text), 160).replace("|", "\\|"),
    "group_import": task_text.group_import,
    "shape_line": task_text.shape_line,
    "tag_decorator": task_text.tag_decorator,
    "pick_line": task_text.pick_line,
    "needs_sample": task_text.needs_sample,
    "sample_line": task_text.sample_line,
    "request_lines": task_text.request_lines,
    "harvest_line": task_text.harvest_line,
}
