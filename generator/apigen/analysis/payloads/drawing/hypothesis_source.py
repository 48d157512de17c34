"""Values from hypothesis, in batches that are the same everywhere.

A batch is one run of hypothesis' generation phase with a fixed seed and no database. Hypothesis also mixes in constants
it finds in the modules that happen to be loaded from outside site-packages, which would make values depend on whose
process draws them; a backend without those constants keeps the rest of its engine.
"""

import os
import tempfile
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_BACKEND = "apigen"


def batch(strategy: "SearchStrategy[Any]", seed: int, count: int, accepts: Callable[[Any], bool]) -> tuple[Any, ...]:
    """Up to `count` accepted values, in the order hypothesis made them; empty where it found none."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    found: list[Any] = []

    def collect(value: Any) -> None:
        if accepts(value) and value not in found:
            found.append(value)

    quiet = settings(
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
        max_examples=count + count // 3,
        backend=_backend(),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _attempt(lambda: seeded(seed)(quiet(given(strategy)(collect)))())
    return tuple(found[1:] or found)


def _attempt(run: Callable[[], Any]) -> None:
    """A strategy that cannot deliver leaves the batch short; that is all we need to know."""
    from hypothesis.errors import HypothesisException

    try:
        run()
    except (HypothesisException, ValueError, RecursionError, OverflowError):
        return


def move_files_of_hypothesis() -> None:
    """Without it, a `.hypothesis` folder appears where the user works; to be called before a strategy is made."""
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(Path(tempfile.gettempdir()) / "apigen-hypothesis"))


@cache
def _backend() -> str:
    """The name of a backend that knows no constants but its own."""
    try:
        from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider
    except ImportError:
        return "hypothesis"

    class WithoutConstants(HypothesisProvider):
        def _maybe_draw_constant(self, *args: Any, **kwargs: Any) -> None:
            return None

    AVAILABLE_PROVIDERS[_BACKEND] = WithoutConstants
    return _BACKEND
