"""What a running test sends from its data files: encoded once, new where it must be, learnt from, and editable."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from support.recorder import generate, recording, run_tasks

USER = {
    "type": "object",
    "required": ["email", "username", "slug", "sku", "reference_number", "external_id"],
    "properties": {
        "email": {"type": "string", "format": "email", "maxLength": 60},
        "username": {"type": "string", "pattern": "^[a-z0-9_.-]{3,30}$"},
        "slug": {"type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": 20},
        "sku": {"type": "string", "pattern": "^[A-Z]{2,5}-[A-Z0-9]{8}$"},
        "reference_number": {"type": "integer", "format": "int64"},
        "external_id": {"type": "string", "format": "uuid"},
    },
}
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


def document(**operations: Mapping[str, Any]) -> dict[str, Any]:
    """A document with a `POST /<name>` for each of these operations."""
    answer = {"200": {"description": "Taken."}}
    paths = {
        f"/{name}": {"post": {"operationId": name, "responses": answer, **each}} for name, each in operations.items()
    }
    return {"openapi": "3.1.0", "info": {"title": "People", "version": "1"}, "paths": paths}


def body(schema: Mapping[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


def write_lines(folder: Path, name: str, *records: Mapping[str, Any]) -> None:
    """A data file as a user would write it."""
    (folder / "data" / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))


def run_script(folder: Path, script: str) -> str:
    """What a script prints that sees the generated `support` and a `user` of it."""
    start = """
import json, locustfile, support
from locust.env import Environment
classes = [value for value in vars(locustfile).values() if isinstance(value, type)]
(kind,) = [c for c in classes if issubclass(c, support.ApiUser) and not vars(c).get("abstract")]
kind.host = "http://127.0.0.1:9"
user = kind(Environment(user_classes=[kind]))
user.on_start()
"""
    result = subprocess.run(
        [sys.executable, "-c", start + script], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def run_load(folder: Path, url: str, *options: str) -> None:
    """A few seconds of load, as fast as it goes."""
    text = (folder / "locustfile.py").read_text()
    (folder / "locustfile.py").write_text(text.replace("wait_time = between(", "wait_time = lambda _: 0.01  # ("))
    command = [
        sys.executable,
        "-m",
        "locust",
        "--headless",
        "--only-summary",
        "-H",
        url,
        "-u",
        "6",
        "-r",
        "6",
        "-t",
        "3s",
    ]
    result = subprocess.run(
        [*command, *options], cwd=folder, env=dict(os.environ), capture_output=True, text=True, timeout=90, check=False
    )
    assert result.returncode == 0, result.stderr


def test_unique_values_never_meet_between_workers_and_runs(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(join=body(USER)), folder)
    with recording() as recorder:
        run_load(folder, recorder.url, "--processes", "2")
        first = len(recorder.sent)
        run_load(folder, recorder.url, "--processes", "2")
    people = [json.loads(sent.body) for sent in recorder.sent]
    assert first > 100
    assert len(people) > first + 100
    judge = jsonschema_rs.Draft202012Validator(USER, validate_formats=True)
    assert all(map(judge.is_valid, people))
    for field in USER["required"]:
        values = [person[field] for person in people]
        assert len(set(values)) == len(values), field


def test_json_is_encoded_before_the_run_and_small(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(join=body(USER)), folder)
    write_lines(folder, "join", {"json": {"email": "é{unique}@example.org", "username": "{unique}", "slug": "a"}})
    with recording() as recorder:
        run_tasks(folder, recorder.url)
    sent = recorder.one("/join")
    assert sent.headers["content-type"] == "application/json"
    assert b" " not in sent.body
    person = json.loads(sent.body)
    assert len(person["username"]) == 8
    assert person["email"] == f"é{person['username']}@example.org"


@pytest.mark.parametrize("member", ["params", "headers", "data"])
def test_a_slot_may_stand_anywhere_in_a_line(member: str, tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(join=body(USER, FORM)), folder)
    write_lines(folder, "join", {member: {"X-Key": "k-{unique}"}})
    script = """
draws = [user.sample("join") for _ in range(100)]
print(json.dumps([str(draw[MEMBER]) for draw in draws]))
""".replace("MEMBER", repr(member))
    found = json.loads(run_script(folder, script))
    assert len(set(found)) == 100
    assert all("k-" in each and "unique" not in each for each in found)


def test_identifiers_are_written_as_their_place_wants(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    upload = {"type": "object", "required": ["f"], "properties": {"f": {"type": "string", "format": "binary"}}}
    generate(document(join=body(USER), fill=body(USER, FORM), send=body(upload, MULTIPART)), folder)
    write_lines(folder, "join", {"json": {"id": "{id}", "number": "{number}", "text": "an {id}", "{id}s": 1}})
    write_lines(folder, "fill", {"data": {"id": "{id}", "number": "{number}"}, "params": {"id": "{id}"}})
    write_lines(folder, "send", {"data": {"id": "{id}"}, "files": []})
    script = """
ids = {"id": lambda: 'a "b" & é/', "number": lambda: 7}
for name in ("join", "fill", "send"):
    request = user.sample(name, **ids)
    data = request["data"]
    print(json.dumps([request.get("params", ""), data if isinstance(data, str) else data.decode()]))
"""
    join, fill, send = (json.loads(line) for line in run_script(folder, script).splitlines())
    assert json.loads(join[1]) == {"id": 'a "b" & é/', "number": 7, "text": "an {id}", "{id}s": 1}
    assert fill == ["id=a%20%22b%22%20%26%20%C3%A9%2F", "id=a%20%22b%22%20%26%20%C3%A9%2F&number=7"]
    assert '\r\n\r\na "b" & é/\r\n' in send[1]


def test_a_record_can_be_changed_by_hand(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(join=body(USER)), folder)
    text = (folder / "locustfile.py").read_text()
    assert '**self.sample("join")' in text
    changed = text.replace('**self.sample("join")', '**{**self.record("join"), "json": {"own": "payload"}}')
    (folder / "locustfile.py").write_text(changed)
    with recording() as recorder:
        run_tasks(folder, recorder.url)
    sent = recorder.one("/join")
    assert json.loads(sent.body) == {"own": "payload"}
    assert sent.headers["content-type"] == "application/json"


def test_records_learn_from_refusals(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(join=body(USER)), folder)
    write_lines(folder, "join", *({"json": {"email": "x" * n}} for n in (9, 3, 6, 12)))
    script = """
pool = support.records("join")
seen = []
for _ in range(3):  # nothing is known: the shortest comes first once one was refused
    pool.learn(pool.draw() if not seen else seen[-1], 429)
pool.learn(0, 422)
seen = []
for status in (422, 201, 422):
    number = next(n for n in iter(pool.draw, None) if n not in pool.verdicts)
    seen.append(number)
    pool.learn(number, status)
drawn = [pool.draw() for _ in range(200)]
print(json.dumps([seen, sorted(set(drawn))]))
"""
    seen, drawn = json.loads(run_script(folder, script))
    assert seen == [1, 2, 3]
    assert drawn == [2]
