"""Things of one list that their type tells apart, as generated code finds them."""

import json
import subprocess
import sys
from pathlib import Path

from support.folders import generate

DOCUMENT = """
openapi: 3.1.0
info: {title: Files, version: "1"}
paths:
  /nodes:
    get:
      responses:
        '200':
          description: All
          content: {application/json: {schema: {properties: {items: {type: array, items: {
            properties: {id: {type: string}, type: {$ref: '#/components/schemas/NodeType'}}}}}}}}
  /nodes/{node_id}:
    get: {responses: {'200': {description: One}}}
  /uploads:
    post:
      requestBody: {content: {application/json: {schema: {properties: {folder_id: {type: string}}}}}}
      responses: {'201': {description: Made}}
components:
  schemas:
    NodeType: {type: string, enum: [folder, file]}
"""
FIND = """
import json
from response import find

nodes = {"items": [{"id": "a", "type": "file"}, {"id": "b", "type": "folder"}, {"id": ["c", "d"]}]}
print(json.dumps([find(nodes, path) for path in ("items[].id", "items[type=folder].id", "items[type=no].id")]))
"""


def test_a_list_gives_those_of_the_type_that_is_named_elsewhere(tmp_path: Path) -> None:
    generate(tmp_path, DOCUMENT)
    assert 'self.folder_ids.listed(response.find("items[type=folder].id"))' in (tmp_path / "locustfile.py").read_text()
    done = subprocess.run([sys.executable, "-c", FIND], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [["a", "b", "c", "d"], ["b"], []]
