"""The command line: the only place that prints, reads the environment and exits."""

import gc
import sys

_GARBAGE = 50_000
"""Objects made between two looks for garbage: nearly all that a document becomes is needed to the end, and looking
through it every 700 objects, as Python does, takes a tenth of the time."""


def main() -> None:
    """Run apigen and exit: 0 done, 1 something needs the user, 2 the input or the command line is wrong."""
    from apigen.cli.app import app
    from apigen.cli.terminal import complain
    from apigen.errors import ApigenError

    gc.set_threshold(_GARBAGE)
    try:
        app()
    except ApigenError as error:
        complain(error)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
