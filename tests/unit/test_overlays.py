"""Overlays: what they change, where remarks find it, and what they say about actions that change nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from apigen.cli.pipeline import Wishes, make_plan, read
from apigen.errors import UnreadableDocument
from apigen.openapi.reader import read_api
from apigen.source import SourceDocument, load_document, read_document
from apigen.source.overlays import apply_overlay, apply_overlays

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "tags": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
    "paths": {"/a": {"get": {"tags": ["x", "y", "x"]}, "post": {"summary": "S"}}, "/b": {"get": {"tags": ["y"]}}},
}


def text_of(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False)


def overlay_of(*actions: dict[str, Any], version: str = "1.1.0", name: str = "overlay.yaml") -> SourceDocument:
    return read_document(text_of({"overlay": version, "actions": list(actions)}), name)


def changed(*actions: dict[str, Any], document: Any = None) -> tuple[Any, list[str]]:
    given = read_document(text_of(document or DOCUMENT), "openapi.yaml")
    before = text_of(given.root)
    result = apply_overlay(given, overlay_of(*actions))
    assert text_of(given.root) == before, "the original must stay as it was"
    return result.root, [each.code for each in result.diagnostics]


@pytest.mark.parametrize(
    ("target", "update", "at", "expected"),
    [
        ("$.info", {"x-a": 1, "title": "U"}, ("info",), {"title": "U", "version": "1", "x-a": 1}),
        ("$.paths['/a'].post", {"tags": ["n"]}, ("paths", "/a", "post"), {"summary": "S", "tags": ["n"]}),
        ("$.paths['/b'].get", {"tags": ["z"]}, ("paths", "/b", "get", "tags"), ["y", "z"]),
        ("$.paths['/b'].get.tags", "z", ("paths", "/b", "get", "tags"), ["y", "z"]),
        ("$.paths['/b'].get.tags", ["z", "q"], ("paths", "/b", "get", "tags"), ["y", "z", "q"]),
        ("$.tags[?@.name == 'b']", {"x": 1}, ("tags", 1), {"name": "b", "x": 1}),
        ("$.info.title", "U", ("info", "title"), "U"),
        ("$.paths['/a'].get.tags[?@ == 'x']", "w", ("paths", "/a", "get", "tags"), ["w", "y", "w"]),
        ("$", {"info": {"x": {"y": 1}}, "tags": None}, ("info", "x"), {"y": 1}),
        ("$..get", {"x-safe": True}, ("paths", "/b", "get"), {"tags": ["y"], "x-safe": True}),
    ],
)
def test_updates(target: str, update: Any, at: tuple[Any, ...], expected: Any) -> None:
    root, codes = changed({"target": target, "update": update})
    for step in at:
        root = root[step]
    assert root == expected
    assert codes == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("$.tags[0]", ["b", "c"]),
        ("$.tags[?@.name != 'b']", ["b"]),
        ("$.tags[*]", []),
    ],
)
def test_removals_from_a_list(target: str, expected: list[str]) -> None:
    root, codes = changed({"target": target, "remove": True})
    assert [tag["name"] for tag in root["tags"]] == expected
    assert codes == []


def test_removals_from_a_map_and_what_comes_again() -> None:
    again = {"target": "$.paths", "update": {"/a": {"put": {}}}}
    root, codes = changed({"target": "$.paths['/a']", "remove": True}, again)
    assert root["paths"] == {"/b": {"get": {"tags": ["y"]}}, "/a": {"put": {}}}
    assert codes == []


def test_a_copy_is_of_its_own() -> None:
    root, codes = changed(
        {"target": "$.paths", "update": {"/c": {}}},
        {"target": "$.paths['/c']", "copy": "$.paths['/a']"},
        {"target": "$.paths['/c'].get.tags", "update": "only here"},
        {"target": "$.paths['/a'].get", "update": {"x-only": "there"}},
    )
    assert codes == []
    assert root["paths"]["/c"]["get"] == {"tags": ["x", "y", "x", "only here"]}
    assert root["paths"]["/a"]["get"] == {"tags": ["x", "y", "x"], "x-only": "there"}


def test_what_aliases_share_is_changed_in_one_place() -> None:
    shared = read_document("a: &a {x: {y: 1}}\nb: *a\n", "openapi.yaml")
    result = apply_overlay(shared, overlay_of({"target": "$.a.x", "update": {"z": 2}}))
    assert result.root == {"a": {"x": {"y": 1, "z": 2}}, "b": {"x": {"y": 1}}}


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ({"target": "$.nothing", "update": {}}, "AG112"),
        ({"target": "$.paths./a", "update": {}}, "AG113"),
        ({"target": "paths", "update": {}}, "AG113"),
        ({"target": "$.paths['", "update": {}}, "AG113"),
        ({"target": 3, "update": {}}, "AG113"),
        ({"update": {}}, "AG113"),
        ({"target": "$.info"}, "AG113"),
        ({"target": "$", "remove": True}, "AG113"),
        ({"target": "$.info", "copy": "$.paths.*"}, "AG113"),
        ({"target": "$.info", "copy": "$.nothing"}, "AG112"),
        ({"target": "$.info", "update": ["a"]}, "AG114"),
        ({"target": "$.info", "update": {"title": {"a": 1}}}, "AG114"),
        ({"target": "$", "update": {"tags": {"name": "d"}}}, "AG114"),
        ({"target": "$.info.title", "update": ["a"]}, "AG114"),
        ("update everything", "AG205"),
    ],
)
def test_actions_that_change_nothing_are_told(action: Any, code: str) -> None:
    root, codes = changed(action)
    assert root == DOCUMENT
    assert codes == [code]


def test_an_overlay_without_actions_is_told() -> None:
    assert changed()[1] == ["AG112"]


@pytest.mark.parametrize("text", ["openapi: 3.1.0", "overlay: 2.0.0", "[]", "overlay: null"])
def test_what_is_no_overlay_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        apply_overlay(read_document("a: 1", "openapi.yaml"), read_document(text, "overlay.yaml"))
    assert caught.value.diagnostics[0].code == "AG111"


def test_remarks_find_what_an_overlay_added_in_the_overlay() -> None:
    document = read_document(text_of(DOCUMENT), "openapi.yaml")
    first = overlay_of(
        {"target": "$.tags[0]", "remove": True},
        {"target": "$.tags", "update": [{"name": "d"}]},
        {"target": "$.tags[?@.name=='c']", "update": {"x": 1}},
        {"target": "$.info.title", "update": "U"},
    )
    second = overlay_of({"target": "$.tags[0]", "remove": True}, name="second.yaml")
    result = apply_overlays(document, [first, second])
    assert result.root["tags"] == [{"name": "c", "x": 1}, {"name": "d"}]

    def place(*pointer: str) -> tuple[str, str]:
        found = result.locate(pointer)
        return found.file, found.text.strip()

    assert place("tags", "0", "name") == ("openapi.yaml", "- name: c")
    assert place("tags", "0", "x") == ("overlay.yaml", "x: 1")
    assert place("tags", "1", "name") == ("overlay.yaml", "- name: d")
    assert place("info", "title") == ("overlay.yaml", "update: U")
    assert place("info", "version") == ("openapi.yaml", "version: '1'")


def test_references_of_an_overlay_are_relative_to_the_document(tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "openapi.yaml").write_text(text_of({**DOCUMENT, "paths": {"/p": {"$ref": "item.yaml"}}}))
    (tmp_path / "api" / "item.yaml").write_text("get: {parameters: [{$ref: 'openapi.yaml#/components/parameters/q'}]}")
    parameter = {"name": "q", "in": "query", "schema": {"$ref": "pet.yaml"}}
    (tmp_path / "api" / "pet.yaml").write_text("type: 3")
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(
        text_of(
            {
                "overlay": "1.0.0",
                "actions": [{"target": "$", "update": {"components": {"parameters": {"q": parameter}}}}],
            }
        )
    )
    document = load_document(str(tmp_path / "api" / "openapi.yaml"))
    assert [each.code for each in read_api(document)[1]] == ["AG206"]
    api, remarks = read_api(apply_overlay(document, load_document(str(overlay))))
    assert [each.name for each in api.operations[0].parameters] == ["q"]
    assert [(each.code, each.location.file) for each in remarks if each.location] == [
        ("AG219", str(tmp_path / "api" / "pet.yaml"))
    ]


def test_overlays_of_the_command_line_and_of_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("openapi.yaml").write_text(text_of(DOCUMENT))
    for name in ("one", "two"):
        actions = [{"target": "$.paths", "update": {f"/{name}": {"get": {}}}}]
        Path(f"{name}.yaml").write_text(text_of({"overlay": "1.0.0", "actions": actions}))
    api, _ = read("openapi.yaml", (Path("one.yaml"), Path("two.yaml")))
    assert {"/one", "/two"} <= {operation.path for operation in api.operations}
    Path("out").mkdir()
    Path("out/apigen.toml").write_text('overlay = ["../two.yaml"]\n')
    plan, _ = make_plan("openapi.yaml", Wishes(overlays=(Path("one.yaml"),)), Path("out"))
    assert [row.task.operation for row in plan.rows][-2:] == ["GET /two", "GET /one"]


def test_many_small_actions_are_quick() -> None:
    document = {"openapi": "3.1.0", "paths": {f"/{n}": {"get": {"tags": [n]}} for n in range(1000)}}
    actions = [{"target": f"$.paths['/{n}'].get", "update": {"x-traffic": {"weight": n}}} for n in range(1000)]
    root, codes = changed(*actions, document=document)
    assert all(item["get"]["x-traffic"] == {"weight": int(path[1:])} for path, item in root["paths"].items())
    assert codes == []
