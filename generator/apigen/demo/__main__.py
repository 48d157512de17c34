"""`python -m apigen.demo --port 8765`: serves the demo shop until it is told to stop."""

# gevent must patch the standard library before anything else imports it: the other order ends in a RecursionError.
# isort: off
from gevent import monkey  # type: ignore[import-untyped]

monkey.patch_all()

import argparse  # noqa: E402

from apigen.demo.server import serve  # noqa: E402
# isort: on


def main() -> None:
    """Read the command line and serve on loopback."""
    parser = argparse.ArgumentParser(prog="python -m apigen.demo", description="Serves the demo shop on this machine.")
    parser.add_argument("--port", type=int, default=8765, help="0 takes any free port (default: %(default)s)")
    parser.add_argument("--token-ttl", type=float, default=300, help="seconds an access token lives (default: 300)")
    options = parser.parse_args()
    serve("127.0.0.1", options.port, token_ttl=options.token_ttl, on_ready=_announce)


def _announce(url: str) -> None:
    print(f"READY {url}", flush=True)  # noqa: T201 - whoever started this process waits for the line


if __name__ == "__main__":
    main()
