"""References to addresses: never opened unless allowed, then within a time and a size, once each."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from apigen.cli.pipeline import read
from apigen.errors import UnreadableDocument
from apigen.source.fetching import FetchFailed, fetch

ENTRY = """openapi: 3.1.0
info: {{title: T, version: "1"}}
paths:
  /a: {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '{a}'}}}}}}}}}}}}
  /b: {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '{b}'}}}}}}}}}}}}
"""


class Site(ThreadingHTTPServer):
    """Serves texts, and remembers what it was asked for."""

    daemon_threads = True

    def __init__(self, pages: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages = pages
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = self.server
        assert isinstance(site, Site)
        site.asked.append(self.path)
        text = site.pages.get(self.path)
        if text is not None and text.startswith("->"):
            self.send_response(302)
            self.send_header("Location", text[2:])
            self.end_headers()
            return
        self.send_response(404 if text is None else 200)
        self.end_headers()
        if text == "slow":
            self.drip()
        elif text is not None:
            self.wfile.write(text.encode())

    def drip(self) -> None:
        for _ in range(400):
            try:
                self.wfile.write(b"#")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(pages: dict[str, str]) -> Iterator[Site]:
    with Site(pages) as site:
        thread = threading.Thread(target=site.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()


SCHEMAS = "Pet: {type: object, properties: {owner: {$ref: 'people/owner.json'}}}\nToy: {type: string}\n"
PAGES = {"/s.yaml": SCHEMAS, "/people/owner.json": '{"type": "object", "required": 3}'}


def entry(folder: Path, a: str, b: str) -> str:
    path = folder / "openapi.yaml"
    path.write_text(ENTRY.format(a=a, b=b))
    return str(path)


def test_nothing_is_opened_unless_allowed(tmp_path: Path) -> None:
    with serving(PAGES) as site:
        spec = entry(tmp_path, f"{site.url}/s.yaml#/Pet", f"{site.url}/s.yaml#/Toy")
        api, remarks = read(spec)
        assert site.asked == []
    assert len(api.operations) == 2
    assert [each.code for each in remarks] == ["AG208", "AG208"]
    assert "--allow-remote-refs" in remarks[0].hint


def test_allowed_references_are_fetched_once_each(tmp_path: Path) -> None:
    with serving(PAGES) as site:
        spec = entry(tmp_path, f"{site.url}/s.yaml#/Pet", f"{site.url}/s.yaml#/Toy")
        api, remarks = read(spec, allow_remote_refs=True)
        assert site.asked == ["/s.yaml", "/people/owner.json"]
    assert set(api.definitions) == {"Pet", "Toy", "owner"}
    assert [(each.code, each.location.file) for each in remarks if each.location] == [
        ("AG219", f"{site.url}/people/owner.json")
    ]


def test_relative_references_of_a_fetched_document_are_remote(tmp_path: Path) -> None:
    pages = {**PAGES, "/api/openapi.yaml": ENTRY.format(a="../s.yaml#/Pet", b="file:///etc/passwd")}
    with serving(pages) as site:
        address = f"{site.url}/api/openapi.yaml"
        _, remarks = read(address)
        assert [each.code for each in remarks] == ["AG208", "AG208"]
        assert site.asked == ["/api/openapi.yaml"]
        api, remarks = read(address, allow_remote_refs=True)
    assert set(api.definitions) == {"Pet", "owner"}
    assert [each.code for each in remarks] == ["AG208", "AG219"]


def test_what_cannot_be_fetched_is_told(tmp_path: Path) -> None:
    with serving({"/html": "<html>", "/ftp": "->ftp://127.0.0.1/a", "/file": "->file:///etc/passwd"}) as site:
        for path, code in (
            ("/none", ["AG225"]),
            ("/html", ["AG106", "AG225"]),
            ("/ftp", ["AG225"]),
            ("/file", ["AG225"]),
        ):
            spec = entry(tmp_path, site.url + path, site.url + path)
            api, remarks = read(spec, allow_remote_refs=True)
            assert sorted({each.code for each in remarks}) == code
            assert len(api.operations) == 2


def test_time_and_size_are_limited() -> None:
    with serving({"/slow": "slow", "/long": "x" * 2000}) as site:
        began = time.monotonic()
        with pytest.raises(FetchFailed, match="too long"):
            fetch(f"{site.url}/slow", timeout=0.3)
        assert time.monotonic() - began < 10
        with pytest.raises(FetchFailed, match="longer than 1,000 bytes"):
            fetch(f"{site.url}/long", limit=1000)
        assert len(fetch(f"{site.url}/long", limit=2000)) == 2000


def test_an_entry_document_that_cannot_be_fetched_is_refused() -> None:
    with serving({}) as site, pytest.raises(UnreadableDocument) as caught:
        read(f"{site.url}/openapi.yaml")
    assert "404" in str(caught.value.diagnostics[0])
