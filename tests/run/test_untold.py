"""A server that does not tell what it created, with the pools of generated code: a list shows it by its name."""

import json
import subprocess
import sys
from pathlib import Path

from support.folders import generate

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
