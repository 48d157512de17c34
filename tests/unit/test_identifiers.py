import keyword
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apigen.identifiers import MAX_LENGTH, Names, class_name, slug, snake_case, words_of

ANY_TEXT = st.text(max_size=80) | st.text(alphabet="aB1_- .é", max_size=80)
quickly = settings(max_examples=200, database=None, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("name", "snake"),
    [
        ("orderId", "order_id"),
        ("OrderId", "order_id"),
        ("order_id", "order_id"),
        ("order-id", "order_id"),
        ("ORDER_ID", "order_id"),
        ("order.id", "order_id"),
        ("order id", "order_id"),
        ("$filter[price][min]", "filter_price_min"),
        ("getHTTPStatus", "get_http_status"),
        ("HTTPServer", "http_server"),
        ("listURLs", "list_urls"),
        ("getIDsOfUser", "get_ids_of_user"),
        ("isUSState", "is_us_state"),
        ("HTTPSomething", "http_something"),
        ("userID", "user_id"),
        ("v2Orders", "v2_orders"),
        ("getOrder2", "get_order2"),
        ("__private__", "private"),
        ("Straße", "strae"),
        ("café au lait", "cafe_au_lait"),
        ("ＦＵＬＬ", "full"),
        ("", "value"),
        ("...", "value"),
        ("訂單", "value"),
        ("😀", "value"),
        ("2fa", "value_2fa"),
        ("404", "value_404"),
        ("class", "class_"),
        ("Import", "import_"),
        ("None", "none"),
        ("match", "match_"),
        ("self", "self_"),
        ("response", "response_"),
        ("sample", "sample_"),
        ("id", "id_"),
        ("type", "type_"),
        ("class_", "class_"),
        ("a'; import os; '", "a_import_os"),
    ],
)
def test_names_become_snake_case(name: str, snake: str) -> None:
    assert snake_case(name) == snake


def test_a_fallback_names_what_has_no_name() -> None:
    assert snake_case("訂單", "order") == "order"
    assert snake_case("2fa", "order") == "order_2fa"


@given(ANY_TEXT)
@quickly
def test_any_text_gives_a_name_that_python_accepts(text: str) -> None:
    name = snake_case(text)
    assert name.isidentifier()
    assert name.isascii()
    assert name == name.lower()
    assert not keyword.iskeyword(name)
    assert not keyword.issoftkeyword(name)
    assert len(name) <= MAX_LENGTH


def test_long_names_are_cut_where_no_underscore_is_left_over() -> None:
    assert snake_case("a" * 100) == "a" * 48
    assert snake_case("a" * 47 + " tail") == "a" * 47
    assert snake_case("1" * 100) == "value_" + "1" * 42


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("getHTTPStatus-v2", ["get", "http", "status", "v2"]),
        ("XMLHttpRequest", ["xml", "http", "request"]),
        ("/orders/{orderId}", ["orders", "order", "id"]),
        ("a1B2", ["a1", "b2"]),
        ("", []),
    ],
)
def test_words_are_found_in_every_case_style(name: str, words: list[str]) -> None:
    assert words_of(name) == words


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("shop api", "ShopApiUser"),
        ("Shop", "ShopUser"),
        ("HTTP gateway", "HttpGatewayUser"),
        ("3D Prints", "Api3DPrintsUser"),
        ("訂單", "ApiTestUser"),
        ("", "ApiTestUser"),
        ("none", "NoneUser"),
    ],
)
def test_titles_become_class_names(name: str, found: str) -> None:
    assert class_name(name, "User") == found


@given(ANY_TEXT)
@quickly
def test_any_title_gives_a_class_name(text: str) -> None:
    name = class_name(text, "User")
    assert name.isidentifier()
    assert name.endswith("User")
    assert name[0].isupper()
    assert len(name) <= MAX_LENGTH


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Shop API", "shop-api"),
        ("  Project Board (v2) ", "project-board-v2"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Users", "c-users"),
        ("a" * 47 + " tail", "a" * 47),
        ("..", "api"),
        ("", "api"),
        ("訂單", "api"),
    ],
)
def test_titles_become_folder_names(name: str, found: str) -> None:
    assert slug(name) == found


def test_a_slug_has_its_own_fallback() -> None:
    assert slug("?", "tag") == "tag"


@given(ANY_TEXT)
@quickly
def test_a_folder_name_is_safe_on_every_system(text: str) -> None:
    found = slug(text)
    assert 1 <= len(found) <= MAX_LENGTH
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert found.strip("-") == found


@pytest.mark.parametrize(
    ("name", "taken", "found"),
    [
        ("order", (), "order"),
        ("order", ("orders",), "order"),
        ("order", ("order",), "order_2"),
        ("order", ("order", "order_2"), "order_3"),
        ("order", ("order", "order_3"), "order_2"),
        ("a" * 48, ("a" * 48,), "a" * 46 + "_2"),
        ("a" * 45 + "_bb", ("a" * 45 + "_bb",), "a" * 45 + "_2"),
    ],
)
def test_taken_names_get_a_number(name: str, taken: tuple[str, ...], found: str) -> None:
    assert Names(taken).give(name) == found


@pytest.mark.parametrize("name", ["order", "a" * 48, "order_2"])
def test_many_equal_names_stay_apart_and_short(name: str) -> None:
    names = Names()
    taken = [names.give(name) for _ in range(1100)]
    assert len(set(taken)) == 1100
    assert max(map(len, taken)) <= MAX_LENGTH


def test_names_of_a_document_stay_apart_whatever_their_order() -> None:
    names = ["orderId", "order_id", "order-id", "ORDER_ID", "order_id_2", "orderId2"] * 3
    for seed in range(10):
        random.Random(seed).shuffle(names)
        given = Names()
        taken = [given.give(snake_case(name)) for name in names]
        assert len(set(taken)) == len(names)
