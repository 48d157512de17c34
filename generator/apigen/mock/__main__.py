"""`python -m apigen.mock SPEC --port N`: the mock as a process of its own."""

from gevent import monkey  # type: ignore[import-untyped]

monkey.patch_all()  # before openapi-core is imported: patched after it, ssl recurses without end

import argparse  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from apigen.mock.app import create_app  # noqa: E402
from apigen.mock.document import UnusableDocumentError, load_document  # noqa: E402
from apigen.mock.options import MockOptions  # noqa: E402
from apigen.mock.server import serve  # noqa: E402


def main() -> int:
    """Reads the command line and serves; 2 when the document cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m apigen.mock", description="A server made from an OpenAPI document")
    parser.add_argument("spec", type=Path)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token-ttl", type=float, default=300, help="seconds that a token is good for")
    parser.add_argument("--accept-token", action="append", default=[], help="a bearer token that passes as it is")
    parser.add_argument("--json-log", help="a file that gets one JSON object per request")
    parser.add_argument("--check-answers", action="store_true", help="judge the mock's own answers as well")
    chosen = parser.parse_args()
    options = MockOptions(chosen.token_ttl, tuple(chosen.accept_token), chosen.json_log, chosen.check_answers)
    try:
        app = create_app(load_document(chosen.spec), options=options)
    except (UnusableDocumentError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    serve(app, chosen.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
