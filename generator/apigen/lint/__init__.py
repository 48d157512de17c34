"""What a locustfile does in silence, and nobody wants: Locust's traps, found in the Python files of a folder.

Each rule is a function from one `Module` to diagnostics, in a file of its own below `rules`. A rule is here when the
trap was seen in a run of Locust 2.47, or stands in its source or its documentation; its docstring says which.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import Classes
from apigen.lint.module import Module, SourceFile, parse
from apigen.lint.rules import (
    absolute_urls,
    async_tasks,
    control_flow,
    failure_texts,
    form_lists,
    keywords,
    late_verdicts,
    lost_requests,
    names,
    secrets,
    session_settings,
    shared_randomness,
    task_sets,
    tasks,
    uncounted,
    wait_times,
)

RULES: tuple[Callable[[Module], Iterable[Diagnostic]], ...] = (
    keywords.find,
    session_settings.find,
    lost_requests.find,
    uncounted.find,
    names.find,
    late_verdicts.find,
    failure_texts.find,
    tasks.find,
    wait_times.find,
    async_tasks.find,
    absolute_urls.find,
    secrets.find,
    shared_randomness.find,
    control_flow.find,
    task_sets.find,
    form_lists.find,
)


def find_traps(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """The traps in Python files, by file and place; files that are no valid Python are told as errors (AG601).

    `files`: what belongs to one Locust run, content by the name to show. `# noqa` or `# noqa: AG801` on the line that
    a diagnostic names suppresses it.
    """
    read = [parse(name, content) for name, content in sorted(files.items())]
    sources = [source for source in read if isinstance(source, SourceFile)]
    classes = Classes.of([source.tree for source in sources])
    faults = [fault for fault in read if isinstance(fault, Diagnostic)]
    return (*faults, *(trap for source in sources for trap in _traps(Module.of(source, classes))))


def _traps(module: Module) -> Iterator[Diagnostic]:
    found = [trap for rule in RULES for trap in rule(module) if not module.source.is_suppressed(trap)]
    yield from sorted(found, key=lambda trap: (trap.location.line, trap.location.column) if trap.location else (0, 0))
