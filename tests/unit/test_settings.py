from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from apigen.cli.pipeline import Wishes, read_with_wishes, settings_of
from apigen.errors import UsageError
from apigen.plan.popularity import popularity_remarks
from apigen.settings import Config, Matcher, Settings, read_config


@dataclass(frozen=True)
class Call:
    """An operation as filters see it."""

    id: str = "create_order"
    declared_id: str = "createOrder"
    method: str = "POST"
    path: str = "/shop/orders/{orderId}/items"
    tags: tuple[str, ...] = ("Orders", "shop: admin")
    deprecated: bool = False


@pytest.mark.parametrize(
    "expression",
    [
        "tag:Orders",
        "tag:Ord*",
        "tag:?rders",
        "tag:[NO]rders",
        "tag:shop: admin",
        "tag:*",
        "path:/shop/orders/{orderId}/items",
        "path:/shop/*",
        "path:*/items",
        "path:/shop/orders/{*}/items",
        "path:/shop/orders/?orderId?/items",
        "method:post",
        "method:POST",
        "id:createOrder",
        "id:create_order",
        "id:create*",
        "POST /shop/orders/{orderId}/items",
        "post /shop/orders/{orderId}/items",
        "POST /shop/*",
        "POST *",
        "POST   /shop/orders/*",
    ],
)
def test_an_expression_finds_its_operation(expression: str) -> None:
    assert Matcher(expression).matches(Call())


@pytest.mark.parametrize(
    "expression",
    [
        "tag:orders",
        "tag:Order",
        "tag:",
        "path:/shop",
        "path:/shop/orders/{id}/items",
        "path:shop/*",
        "method:get",
        "method:po*",
        "id:create",
        "id:CREATEORDER",
        "GET /shop/orders/{orderId}/items",
        "POST /shop",
        "POST /orders/*",
        "deprecated",
    ],
)
def test_an_expression_leaves_other_operations_alone(expression: str) -> None:
    assert not Matcher(expression).matches(Call())


def test_an_operation_without_tags_has_no_tag_to_match() -> None:
    assert not Matcher("tag:*").matches(Call(tags=()))


def test_deprecated_operations_are_found() -> None:
    assert Matcher("deprecated").matches(Call(deprecated=True))


def test_a_literal_bracket_finds_itself() -> None:
    assert Matcher("path:/a[1]").matches(Call(path="/a[1]"))


@pytest.mark.parametrize(
    "expression", ["", " ", "orders", "tags:x", "Tag:x", "operation:x", "FETCH /x", "/orders", "depreciated", ":x"]
)
def test_an_unknown_expression_is_refused_with_the_way_out(expression: str) -> None:
    with pytest.raises(UsageError, match=r"unknown filter .*tag:NAME, path:/orders/") as caught:
        Matcher(expression)
    assert repr(expression) in str(caught.value)


@pytest.mark.parametrize("expression", ["GET", "post", "DELETE "])
def test_a_method_alone_is_refused(expression: str) -> None:
    with pytest.raises(UsageError, match="unknown filter"):
        Matcher(expression)


@pytest.mark.parametrize(
    ("include", "exclude", "wanted"),
    [
        ((), (), True),
        (("tag:Orders",), (), True),
        (("tag:Users",), (), False),
        (("tag:Users", "method:post"), (), True),
        ((), ("tag:Users",), True),
        ((), ("tag:Orders",), False),
        (("tag:Orders",), ("method:post",), False),
        (("tag:Orders",), ("deprecated", "method:get"), True),
    ],
)
def test_what_is_excluded_stays_out_though_included(
    include: tuple[str, ...], exclude: tuple[str, ...], wanted: bool
) -> None:
    settings = Settings(include=tuple(map(Matcher, include)), exclude=tuple(map(Matcher, exclude)))
    assert settings.selects(Call()) is wanted


def config_of(folder: Path, text: str | bytes) -> Config:
    path = folder / "apigen.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_config(None, (folder,))


def test_values_come_from_the_file_else_the_default(tmp_path: Path) -> None:
    config = config_of(tmp_path, 'seed = 7\ninclude = ["tag:Orders"]\n')
    assert (config.path, config.number("seed", 0), config.texts("include")) == (
        tmp_path / "apigen.toml",
        7,
        ("tag:Orders",),
    )
    assert config.text("locale", "en_US") == "en_US"


def test_the_first_folder_with_a_file_counts(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
    (tmp_path / "two" / "apigen.toml").write_text("seed = 2\n")
    (tmp_path / "three" / "apigen.toml").write_text("seed = 3\n")
    folders = tuple(tmp_path / name for name in ("missing", "one", "two", "three"))
    assert read_config(None, folders).number("seed", 0) == 2


def test_a_named_file_wins(tmp_path: Path) -> None:
    (tmp_path / "apigen.toml").write_text("seed = 1\n")
    named = tmp_path / "other.toml"
    named.write_text("seed = 9\n")
    assert read_config(named, (tmp_path,)).number("seed", 0) == 9


def test_no_file_is_an_empty_configuration(tmp_path: Path) -> None:
    assert read_config(None, (tmp_path,)) == Config()
    assert Config().traffic == ()


def test_a_named_file_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.toml: no such file"):
        read_config(tmp_path / "missing.toml", (tmp_path,))


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_config(tmp_path, ())


@pytest.mark.parametrize("text", ["seed = \n", "seed 1\n", "a = 1\na = 2\n", b"a = '\xff'\n", b"\xff\xfe"])
def test_a_damaged_file_is_told_with_its_name(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(UsageError, match=r"apigen\.toml: "):
        config_of(tmp_path, text)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('"tag:Orders" = "high"', {"priority": "high"}),
        ('"tag:Orders" = 40', {"weight": 40}),
        ('"tag:Orders" = 0.5', {"weight": 0.5}),
        ('"tag:Orders" = 0', {"weight": 0}),
        ('"tag:Orders" = {share = "12%"}', {"share": "12%"}),
        ('"tag:Orders" = {rps = 5, think_time = [1, 3]}', {"rps": 5, "think_time": [1, 3]}),
    ],
)
def test_traffic_is_declared_by_the_same_expressions(tmp_path: Path, line: str, rule: Any) -> None:
    assert config_of(tmp_path, f"[traffic]\n{line}\n").traffic == ((Matcher("tag:Orders"), rule),)


def test_traffic_keeps_the_order_of_the_file(tmp_path: Path) -> None:
    found = config_of(tmp_path, '[traffic]\n"method:get" = 1\n"DELETE /x" = 2\n"deprecated" = "none"\n').traffic
    assert [matcher.expression for matcher, _ in found] == ["method:get", "DELETE /x", "deprecated"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("traffic = 1\n", r"apigen\.toml: \[traffic\] must be a table"),
        ('[[traffic]]\n"method:get" = 1\n', r"apigen\.toml: \[traffic\] must be a table"),
        ('[traffic]\n"orders" = 1\n', "unknown filter 'orders'"),
        ('[traffic]\n"method:get" = [1]\n', r"'method:get': expected a priority, a weight or a table, not \[1\]"),
        ('[traffic]\n"method:get" = true\n', "expected a priority, a weight or a table, not True"),
        ('[traffic]\n"method:get" = 2024-01-01\n', "expected a priority, a weight or a table"),
    ],
)
def test_traffic_that_says_nothing_is_refused(tmp_path: Path, text: str, message: str) -> None:
    config = config_of(tmp_path, text)
    with pytest.raises(UsageError, match=message):
        _ = config.traffic


@pytest.mark.parametrize("line", ['seed = "x"', "seed = true", "host = 1", "include = [1]", "exclude = 3"])
def test_a_value_of_the_wrong_type_is_refused(line: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=line.split()[0]):
        settings_of(Wishes(), config_of(tmp_path, line))


def test_one_expression_counts_as_a_list(tmp_path: Path) -> None:
    assert settings_of(Wishes(), config_of(tmp_path, 'include = "tag:x"')).include == (Matcher("tag:x"),)


@pytest.mark.parametrize(
    ("text", "popularity"),
    [
        ("", {"*": 0.0}),
        ('[data]\npopularity = "zipf"\n', {"*": 1.0}),
        ("[data]\npopularity = 2\n", {"*": 2.0}),
        ('[data.popularity]\norder = "zipf"\n"*" = 0.5\n', {"*": 0.5, "order": 1.0}),
    ],
)
def test_popularity_is_an_exponent(text: str, popularity: dict[str, float], tmp_path: Path) -> None:
    assert config_of(tmp_path, text).popularity == popularity


@pytest.mark.parametrize(
    ("text", "line"),
    [("[data]\npopularity = { ordr = 1, order = 2 }\n", 2), ('[data.popularity]\norder = "zipf"\nordr = 1\n', 3)],
)
def test_a_popularity_of_nothing_is_told_with_its_place(text: str, line: int, tmp_path: Path) -> None:
    config = config_of(tmp_path, text)
    settings = Settings(popularity=config.popularity, popularity_places=config.popularity_places)
    (remark,) = popularity_remarks(settings, {"order", "list_orders"})
    assert (remark.code, remark.hint) == ("AG507", "did you mean order?")
    assert remark.location is not None
    assert remark.location.line == line


@pytest.mark.parametrize("value", ['"often"', "-1", "true", "[1]", "inf", "nan"])
def test_a_popularity_that_is_none_is_refused(value: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="popularity must be"):
        _ = config_of(tmp_path, f"[data]\npopularity = {value}\n").popularity


@pytest.mark.parametrize(("text", "hint"), [("read_only = true", "read-only"), ("\n[Traffic]\na = 1", "traffic")])
def test_a_key_that_means_nothing_is_told_with_its_place(text: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / "apigen.toml").write_text(f"seed = 1\n{text}\n")
    (told,) = read_config(None, (tmp_path,)).remarks
    assert (told.code, told.hint) == ("AG901", f"did you mean {hint}?")
    assert told.location is not None
    assert told.location.line == 2 + text.count("\n[")


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(host="localhost:8080"),
        Wishes(host="ftp://localhost"),
        Wishes(host="http://user:secret@localhost"),
        Wishes(host="http://localhost/?a=b"),
        Wishes(env_prefix="A B"),
        Wishes(env_prefix="$(x)"),
    ],
)
def test_what_cannot_stand_in_the_files_of_a_test_is_refused(wishes: Wishes) -> None:
    with pytest.raises(UsageError) as told:
        settings_of(wishes, Config())
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("host", ["", "http://localhost:8080", "https://[::1]/api/v1"])
def test_a_host_is_a_base_url(host: str) -> None:
    assert settings_of(Wishes(host=host), Config()).host == host


def test_a_file_is_no_output_folder(tmp_path: Path) -> None:
    (tmp_path / "test").touch()
    with pytest.raises(UsageError, match="is a file"):
        read_with_wishes(str(Path(__file__).parents[2] / "specs" / "basic.yaml"), Wishes(), tmp_path / "test")
