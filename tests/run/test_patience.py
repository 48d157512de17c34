"""An operation that never works is not asked for all the time; one that worked once is, whatever happens then."""

import json
import os
import subprocess
import sys
from pathlib import Path

from support.servers import running

NESTED = Path(__file__).parents[2] / "generated" / "nested"
SERVER = Path(__file__).parents[1] / "support" / "broken_part.py"
ANSWERS = {"responses": {"200": {"description": "ok"}}}
TEXT = {"type": "string"}
THING = {"type": "object", "required": ["id", "name"], "properties": {"id": {}, "name": {}}}
SHOWN = {"responses": {"200": {"description": "", "content": {"application/json": {"schema": THING}}}}}
NUMBER = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Parts", "version": "1"},
    "security": [{"key": []}],
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    "paths": {
        **{path: {"get": ANSWERS} for path in ("/works", "/never", "/absent", "/breaks", "/another", "/closes")},
        **{path: {"get": SHOWN} for path in ("/partly", "/nameless")},
        "/endless": {"get": ANSWERS},
        "/moved": {"get": {"responses": {"301": {"description": "the other one"}}}},
        "/quiet": {"get": {"responses": {"200": {"description": "", "content": {"text/plain": {"schema": TEXT}}}}}},
        "/choosy/{number}": {"get": {"parameters": [NUMBER], **ANSWERS}},
        "/locked/{number}": {"get": {"parameters": [NUMBER], **ANSWERS}},
    },
}


def run(tmp_path: Path, checks: str) -> tuple[dict[str, tuple[int, int]], str]:
    """Requests and failures by name, and the log."""
    (tmp_path / "api.json").write_text(json.dumps(DOCUMENT))
    subprocess.run([sys.executable, "-m", "apigen", "from-spec", "api.json", "-o", "out"], cwd=tmp_path, check=True)
    locustfile = tmp_path / "out" / "locustfile.py"
    locustfile.write_text(locustfile.read_text().replace("wait_time = between(1, 3)", "wait_time = lambda _: 0.02"))
    support = tmp_path / "out" / "support.py"
    text = support.read_text().replace('checks = "shape"', f'checks = "{checks}"')
    refusals = tmp_path / "out" / "refusals.py"
    refusals.write_text(refusals.read_text().replace("first, share = 6", "first, share = 60"))
    support.write_text(text.replace("connection_timeout = 30.0", "connection_timeout = 1.0"))
    with running([sys.executable, str(SERVER)]) as server:
        options = ["--headless", "--json", "-u", "2", "-t", "6s", "--host", server.url]
        command = [sys.executable, "-m", "locust", *options]
        done = subprocess.run(
            command,
            cwd=tmp_path / "out",
            env={**os.environ, "OUT_API_KEY": 'tok"zebra'},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    rows = {row["name"]: (row["num_requests"], row["num_failures"]) for row in json.loads(done.stdout)}
    return rows, done.stderr


def test_what_never_worked_rests(tmp_path: Path) -> None:
    rows, log = run(tmp_path, "shape")
    assert 3 <= rows["/choosy/[number]"][0] <= 5, "three refusals, one that was under way, and one after a rest"
    assert rows["/choosy/[number]"][0] == rows["/choosy/[number]"][1]
    assert 6 <= rows["/locked/[number]"][0] <= 8, "503 may pass: twice as many tries before the first rest"
    assert 1 <= rows["/never"][0] <= 3, "the same request would be answered so again"
    assert rows["/quiet"][0] > 3
    assert rows["/quiet"][1] == 0, "no text is a text"
    assert 1 <= rows["/absent"][0] <= 2, "a 501 says it all"
    assert 1 <= rows["/closes"][0] <= 3, "no answer is a refusal, once the server has answered anything"
    assert 1 <= rows["/endless"][0] <= 2, "a stream holds up a user once"
    assert rows["/endless"][0] == rows["/endless"][1]
    assert "the answer does not end" in log
    assert "HTTP 500, expected 200: error: the backend is off, asked with: ***" in log, "the server's words, no secret"
    assert "zebra" not in log
    assert rows["/works"][0] > 3
    assert rows["/breaks"][1] > 3, "failures of what has worked are what a load test is for"
    assert rows["/partly"][1] == rows["/partly"][0] - 1 > 3, "what was whole once has to stay so"
    assert rows["/nameless"][0] > 3, "it is sent like any other"
    assert rows["/nameless"][1] == rows["/nameless"][0], "whether document or server is wrong, people are told"
    assert log.count("GET /never never worked: it is tried less often now") == 1
    assert "/breaks never worked" not in log


TRIES = """
from refusals import Patience

patience = Patience()
patience.first, patience.share = 2, 0.1
worthless = [("GET", f"/{number}") for number in range(50)]
for _ in range(2):
    sent = [operation for operation in worthless if not patience.is_over(operation)]
    for operation in sent:
        patience.learn(operation, 1)
    print(len(sent))
print(patience.is_over(worthless[0], is_needed=True))
patience.learn(("POST", "/told"), 0.25)
print(patience.is_over(("POST", "/told")))
patience.learn(("GET", "/works"), 0)
print(patience.is_over(("GET", "/works")))
for name in ("/api/off/1", "/api/off/2", "/api/off/3"):
    print(patience.is_over(("GET", "/api/off/4")))
    patience.learn(("GET", name), float("inf"))
print(patience.is_over(("GET", "/api/off/4")), patience.is_over(("GET", "/api/5")))
patience.learn(("GET", "/api/5"), 0)
print(patience.is_over(("GET", "/api/6")), patience.is_over(("GET", "/api/off/4")))
"""


def test_tries_of_what_never_worked_stay_a_small_part_of_the_load() -> None:
    done = subprocess.run([sys.executable, "-c", TRIES], cwd=NESTED, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["50", "7", *["False"] * 6, "True", "True", "False", "True"]


def test_another_2xx_than_the_documents_is_told_once_or_counts_as_failure(tmp_path: Path) -> None:
    rows, log = run(tmp_path, "shape")
    assert rows["/another"][0] > 10
    assert rows["/another"][1] == 0
    assert rows["/moved"][0] > 10
    assert rows["/moved"][1] == 0, "it need not go elsewhere"
    assert log.count("GET /another: HTTP 202, where the document says another status") == 1
    rows, _ = run(tmp_path, "strict")
    assert rows["/another"][0] == rows["/another"][1] > 10


def test_without_checks_the_rule_of_locust_holds(tmp_path: Path) -> None:
    rows, _ = run(tmp_path, "off")
    assert rows["/another"][1] == rows["/works"][1] == 0
    assert rows["/breaks"][1] == rows["/breaks"][0] - 1 > 10
