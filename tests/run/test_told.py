"""What a refusal tells is tried next, with the records of generated code, without a server."""

import json
import subprocess
import sys
from pathlib import Path

from support.folders import generate

DOCUMENT = """
openapi: 3.1.0
info: {title: Runs, version: "1"}
paths:
  /runs:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {state: {type: string}}}}}}
      responses: {'201': {description: Made}}
"""
LINES = [{"state": "failed"}, {"state": "queued", "note": "any"}, {"state": "running", "note": "any", "size": 1}]
NEXT = """
import json
from types import SimpleNamespace
from refusals import records

lines = records("runs")
answer = SimpleNamespace(status_code=422, text="1 error: a run starts when queued or running, not when failed")
busy = SimpleNamespace(status_code=503, text="")
drawn = []
for response in (busy, answer, answer):
    drawn.append(lines.draw())
    lines.learn(drawn[-1], response)
print(json.dumps([*drawn, lines.draw()]))
"""


def test_values_that_a_refusal_names_come_next_and_a_busy_server_says_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    generate(folder, DOCUMENT)
    (folder / "data" / "runs.jsonl").write_text("".join(json.dumps({"json": line}) + "\n" for line in LINES))
    done = subprocess.run([sys.executable, "-c", NEXT], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [0, 0, 1, 2]
