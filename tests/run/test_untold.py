"""A server that does not tell what it created, with the pools of generated code: a list shows it by its name."""

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

from support.environment import bare
from support.folders import edit, generate

DOCUMENT = """
openapi: 3.1.0
info: {title: Tags, version: "1"}
paths:
  /tags:
    get:
      operationId: listTags
      responses: {'200': {description: All, content: {application/json: {schema: {type: array, items: &tag {
        type: object, properties: {id: {type: integer}, name: {type: string}}}}}}}}
    post:
      operationId: createTag
      requestBody: {required: true, content: {application/json: {schema: {
        type: object, required: [name], properties: {name: {type: string}}}}}}
      responses: {'201': {description: Made, content: {application/json: {schema: *tag}}}}
  /tags/{tag_id}:
    delete:
      operationId: deleteTag
      parameters: [{name: tag_id, in: path, required: true, schema: {type: integer}}]
      responses: {'204': {description: Gone}}
"""
RUN = """
import json
from types import SimpleNamespace
from identifiers import IdPool
from response import find
from support import ApiUser

shown = [{"id": 1, "name": "office"}, {"id": 2, "name": "coffee-3wx9y3pb"}, {"id": 3}]
answer = SimpleNamespace(js=shown, find=lambda path: find(shown, path))
user = SimpleNamespace(pools=[], trying=0, journey=None, host="", word="")
tags = IdPool(user, "tag", listed_by=("list_tags",), created_by=("create_tag",))
user.list_tags = lambda: tags.shown(answer, "[].id")

def create() -> None:
    user.word = "3wx9y3pc"
    shown.append({"id": 7, "name": f"Coffee-{user.word.upper()}"})
    tags.created([])

user.create_tag = create
tags.created(["told"])
taken = [tags.take()]
tags.created([])  # of a request that says no new word, or was refused
create()
print(json.dumps([*taken, tags.take(), list(tags.untold), len(tags.own)]))
"""


def test_what_was_not_told_is_found_by_its_name_and_nothing_else_is_taken_for_our_own(tmp_path: Path) -> None:
    generate(tmp_path, DOCUMENT)
    assert 'self.tag_ids.shown(response, "[].id")' in (tmp_path / "locustfile.py").read_text()
    done = subprocess.run([sys.executable, "-c", RUN], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["told", 7, [], 1]


class Silent(BaseHTTPRequestHandler):
    """Creates every other tag, and refuses the rest because others have one of that name; tells no identifiers."""

    protocol_version = "HTTP/1.1"
    tags: ClassVar[list[dict[str, Any]]] = [{"id": 0, "name": "office"}]
    mine: ClassVar[set[int]] = set()
    deleted: ClassVar[set[int]] = set()

    def do_GET(self) -> None:
        self.say(200, self.tags)

    def do_POST(self) -> None:
        number = len(self.tags)
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.tags.append({"id": number, "name": sent["name"]})
        self.mine.update({number} if number % 2 else ())
        self.say(201 if number % 2 else 409, {})

    def do_DELETE(self) -> None:
        self.deleted.add(int(self.path.rpartition("/")[2]))
        self.say(204)

    def say(self, status: int, what: Any = None) -> None:
        body = b"" if what is None else json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def test_what_was_refused_is_never_deleted_and_what_was_created_is(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    generate(folder, DOCUMENT)
    edit(folder, ("wait_time = between(1, 3)", "wait_time = lambda _: 0.01"))
    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_address[1]}"
        command = [sys.executable, "-m", "locust", "--headless", "-u", "1", "-t", "3s", "--host", host]
        subprocess.run(command, cwd=folder, env=bare(folder, {}), capture_output=True, check=False)
        server.shutdown()
    assert Silent.deleted
    assert Silent.deleted <= Silent.mine
