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
    command = [sys.executable, "-W", "error::FutureWarning", "-c", start + script]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
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
    write_lines(folder, "bulk", {"params": {"q": '["{id!s}",{number!s}]', "near": "x-{id!s}"}})
    script = """
ids = {"id": lambda: 'a "b" & é/', "number": lambda: 7}
for name in ("join", "fill", "send", "bulk"):
    request = user.sample(name, **ids)
    data = request.get("data", "")
    print(json.dumps([request.get("params", ""), data if isinstance(data, str) else data.decode()]))
"""
    join, fill, send, bulk = (json.loads(line) for line in run_script(folder, script).splitlines())
    assert json.loads(join[1]) == {"id": 'a "b" & é/', "number": 7, "text": "an {id}", "{id}s": 1}
    assert fill == ["id=a%20%22b%22%20%26%20%C3%A9%2F", "id=a%20%22b%22%20%26%20%C3%A9%2F&number=7"]
    assert '\r\n\r\na "b" & é/\r\n' in send[1]
    quoted = "a%20%22b%22%20%26%20%C3%A9%2F"
    assert bulk[0] == f"q=%5B%22{quoted}%22,7%5D&near=x-{quoted}"


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


ANSWER = """
from types import SimpleNamespace
def learn(pool, number, status, text=""):
    return pool.learn(number, SimpleNamespace(status_code=status, text=text))
"""


def test_records_learn_from_refusals(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(join=body(USER)), folder)
    write_lines(folder, "join", *({"json": {"email": "x" * n}} for n in (9, 3, 6, 12)))
    script = """
pool = support.records("join")
seen = []
for status in (422, 201, 422, 422):  # nothing is known: the shortest comes first
    number = next(n for n in iter(pool.draw, None) if n not in pool.verdicts)
    seen.append(number)
    learn(pool, number, status)
drawn = [pool.draw() for _ in range(200)]
print(json.dumps([seen, sorted(set(drawn))]))
"""
    seen, drawn = json.loads(run_script(folder, ANSWER + script))
    assert seen == [1, 2, 0, 3]
    assert drawn == [2]


def test_a_refusal_that_names_a_member_says_what_to_send_next(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(join=body(USER)), folder)
    lines = ({"email": "x1"}, {"email": "x2"}, {"email": "x3", "role": "guest"}, {"email": "x4", "role": "ox", "n": 1})
    write_lines(folder, "join", *({"json": line} for line in lines))
    script = """
pool = support.records("join")
first = pool.draw()
told = learn(pool, first, 422, '{"role": ["This field is required."]}')
second = pool.draw()
learn(pool, second, 400, "'guest' is not a role")
print(json.dumps([first, told, second, pool.draw(), learn(pool, 3, 500, "Internal Server Error")]))
"""
    first, told, second, third, is_told_by_500 = json.loads(run_script(folder, ANSWER + script))
    assert (first, second, third) == (1, 2, 3), "one with a role, then one with another role"
    assert told
    assert not is_told_by_500


ORDER = {
    "type": "object",
    "required": ["customer", "items"],
    "properties": {
        "customer": {"type": "object", "required": ["email"], "properties": {"email": {"type": "string"}}},
        "items": {
            "type": "array",
            "minItems": 2,
            "items": {
                "type": "object",
                "required": ["sku", "count", "gift"],
                "properties": {"sku": {"type": "string"}, "count": {"type": "integer"}, "gift": {"type": "boolean"}},
            },
        },
        "note": {"type": "string"},
    },
}


def test_rows_of_the_users_own_replace_what_their_columns_name(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(order=body(ORDER)), folder)
    rows = [
        "email,items.count,gift,sku,note",
        'ann@example.org,3,true,"0012",',
        "{unique}@example.org,4,false,B,Thanks",
    ]
    (folder / "data" / "order.csv").write_text("\n".join(rows) + "\n")
    script = """
print(json.dumps([user.sample("order")["data"].decode() for _ in range(100)]))
"""
    drawn = [json.loads(text) for text in json.loads(run_script(folder, script))]
    first = [each for each in drawn if each["customer"]["email"] == "ann@example.org"]
    second = [each for each in drawn if each["customer"]["email"] != "ann@example.org"]
    assert first
    assert second
    for each in first:
        assert all(item == {"sku": "0012", "count": 3, "gift": True} for item in each["items"])
        assert each["note"]
    for each in second:
        assert len(each["customer"]["email"].removesuffix("@example.org")) == 8
        assert all(item == {"sku": "B", "count": 4, "gift": False} for item in each["items"])
        assert each["note"] == "Thanks"


def test_a_column_that_names_nothing_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(order=body(ORDER)), folder)
    (folder / "data" / "order.csv").write_text("emial,note\na@example.org,Thanks\n")
    script = """
told = []
import samples
samples.logger.warning = lambda *words: told.append(words)
user.sample("order")
print(told)
"""
    told = run_script(folder, script)
    assert "no request has" in told
    assert "emial" in told


def test_generating_anew_leaves_data_of_the_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    given = document(order=body(ORDER), join=body(USER))
    generate(given, folder)
    write_lines(folder, "join", {"json": {"own": 1}})
    (folder / "data" / "order.csv").write_text("note\nThanks\n")
    generate(document(order=body(ORDER), join=body({**USER, "required": []})), folder)
    assert (folder / "data" / "join.jsonl").read_text() == '{"json": {"own": 1}}\n'
    assert (folder / "data" / "order.csv").read_text() == "note\nThanks\n"


SEARCH = {
    "parameters": [
        {"name": "q", "in": "query", "required": True, "schema": {"type": "string", "enum": [*"abcdefghij"]}}
    ]
}


def harmonic(exponent: float) -> list[float]:
    """The expected counts by Zipf's law."""
    shares = [rank**-exponent for rank in range(1, 11)]
    return [20_000 * share / sum(shares) for share in shares]


@pytest.mark.parametrize(
    ("config", "exponent"),
    [
        ("", 0.0),
        ('[data]\npopularity = "uniform"\n', 0.0),
        ('[data]\npopularity = "zipf"\n', 1.0),
        ("[data]\npopularity = 1.5\n", 1.5),
        ("[data.popularity]\nsearch = 0.5\n", 0.5),
        ("[data.popularity]\nother = 0.5\n", 0.0),
    ],
)
def test_searches_follow_the_wanted_law(config: str, exponent: float, tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(search=SEARCH), folder, config)
    write_lines(folder, "search", *({"params": {"q": letter}} for letter in "abcdefghij"))
    script = """
from collections import Counter
seen = Counter(user.sample("search")["params"].removeprefix("q=") for _ in range(20_000))
print(json.dumps([seen[letter] for letter in "abcdefghij"]))
"""
    follows(json.loads(run_script(folder, script)), exponent)


def follows(found: list[int], exponent: float) -> None:
    """Whether counts of 20,000 draws are those that Zipf's law expects."""
    for count, expected in zip(found, harmonic(exponent), strict=True):
        assert abs(count - expected) < 5 * expected**0.5  # five standard deviations


@pytest.mark.parametrize(("popularity", "exponent"), [("uniform", 0.0), ("zipf", 1.0)])
def test_the_same_identifiers_are_popular_with_all_users(popularity: str, exponent: float, tmp_path: Path) -> None:
    listed = {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}}
    answer = {"200": {"description": "All.", "content": {"application/json": {"schema": listed}}}}
    given = document()
    given["paths"] = {
        "/things": {"get": {"responses": answer}},
        "/things/{id}": {
            "get": {
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {"200": {"description": "One."}},
            }
        },
    }
    folder = tmp_path / "things"
    generate(given, folder, f'[data]\npopularity = "{popularity}"\n')
    script = """
import random
from collections import Counter
counts = []
for _ in range(2):
    user.thing_ids.met.clear()
    letters = [*"abcdefghij"]
    random.shuffle(letters)
    user.thing_ids.listed(letters)
    user.thing_ids.listed(letters[:3])
    seen = Counter(user.thing_ids.pick() for _ in range(20_000))
    counts.append([seen[letter] for letter in "abcdefghij"])
print(json.dumps(counts))
"""
    for found in json.loads(run_script(folder, script)):
        if exponent:
            follows(found, exponent)
        else:
            assert max(found) < 4 * min(found)


def test_values_of_a_column_follow_the_law_too(tmp_path: Path) -> None:
    given = document()
    letters = {"type": "string", "enum": [*"abcdefghij"]}
    path = {"name": "letter", "in": "path", "required": True, "schema": letters}
    answer = {"200": {"description": "One."}}
    given["paths"] = {"/letters/{letter}": {"get": {"parameters": [path], "responses": answer}}}
    folder = tmp_path / "letters"
    generate(given, folder, '[data]\npopularity = {letter = "zipf"}\n')
    (folder / "data" / "letter.csv").write_text("letter\n" + "\n".join("abcdefghij") + "\n")
    script = """
from collections import Counter
seen = Counter(user.value("letter") for _ in range(20_000))
print(json.dumps([seen[letter] for letter in "abcdefghij"]))
"""
    follows(json.loads(run_script(folder, script)), 1.0)


def test_a_malformed_line_of_the_users_own_is_told_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(join=body(USER)), folder)
    script = """
import samples
for text in ('{"json": 1}\\n\\n{"json": \\n', '[1]\\n', ''):
    (samples.DATA / "join.jsonl").write_text(text)
    try:
        user.sample("join")
    except ValueError as error:
        print(json.dumps(str(error)))
"""
    told = [json.loads(line) for line in run_script(folder, script).splitlines()]
    places = [text.replace(str(folder / "data") + os.sep, "").split(": ")[0] for text in told]
    assert places == ["join.jsonl:3", "join.jsonl:1", "join.jsonl"]
    assert "not a request" in told[0]


def test_a_line_may_be_a_body_alone(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(join=body(USER)), folder)
    (folder / "data" / "join.jsonl").write_text('{"email": "{unique}@example.org"}\n\n')
    drawn = json.loads(run_script(folder, 'print(json.dumps(user.record("join")["json"]))'))
    assert drawn["email"].endswith("@example.org")
    assert "{" not in drawn["email"]


def test_parts_of_a_form_have_the_headers_of_their_encoding(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    upload = {
        "type": "object",
        "required": ["f", "note", "place"],
        "properties": {
            "f": {"type": "string", "format": "binary"},
            "note": {"type": "string"},
            "place": {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}},
        },
    }
    size = {"X-Size": {"schema": {"type": "integer", "enum": [7]}}, "Content-Type": {"schema": {"const": "no"}}}
    encoding = {
        "f": {"headers": {**size, "X-Bad\r\nName": {"schema": {"type": "string"}}}},
        "note": {"headers": {"X-Tone": {"schema": {"type": "string", "enum": ["a\r\nX-Other: b"]}}}},
        "place": {"headers": {"X-Map": {"$ref": "#/components/headers/Map"}}},
    }
    taken = body(upload, MULTIPART)
    taken["requestBody"]["content"][MULTIPART]["encoding"] = encoding
    headers = {"Map": {"schema": {"type": "string"}, "example": "osm"}}
    generate({**document(hand_in=taken), "components": {"headers": headers}}, folder)
    script = 'print(json.dumps(user.sample("hand_in")["data"].decode("latin-1")))'
    parts = json.loads(run_script(folder, script).splitlines()[-1]).split("\r\n--")
    heads = {
        part.split('name="')[1].split('"')[0]: part.partition("\r\n\r\n")[0].split("\r\n")[2:] for part in parts[:3]
    }
    assert heads["f"][1:] == ["X-Size: 7"]
    assert heads["note"] == ["X-Tone: a%0D%0AX-Other: b"]
    assert heads["place"] == ["Content-Type: application/json", "X-Map: osm"]
    for command in (["check"], ["format", "--check"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, "-q", str(folder)], check=True, timeout=60)


def test_a_cell_that_is_no_number_is_told_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    generate(document(order=body(ORDER)), folder)
    script = """
import samples
for text in ("note,count\\nThanks,3\\nThanks,three\\n", "note\\n"):
    (samples.DATA / "order.csv").write_text(text)
    try:
        user.sample("order")
    except ValueError as error:
        print(json.dumps(str(error)))
"""
    told = [json.loads(line) for line in run_script(folder, script).splitlines()]
    places = [text.replace(str(folder / "data") + os.sep, "").split(": ")[0] for text in told]
    assert places == ["order.csv:3", "order.csv"]
    assert "three" in told[0]
