"""The command line: the only place that prints, reads the environment and exits."""

import sys


def main() -> None:
    """Run apigen and exit: 0 done, 1 something needs the user, 2 the input or the command line is wrong."""
    from apigen.cli.app import app
    from apigen.cli.terminal import complain
    from apigen.errors import ApigenError

    try:
        app()
    except ApigenError as error:
        complain(error)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
