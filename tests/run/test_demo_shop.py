"""The demo shop as its users meet it: a process, a port, a document that it keeps to."""

import signal
import sys
import time
import uuid
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import requests
import yaml
from openapi_core import OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse

from apigen.demo.document import shop_document
from support.servers import Server, running

COMMAND = (sys.executable, "-m", "apigen.demo", "--port", "0")
ADDRESS = {"name": "Ada Byron", "street": "12 Mill Lane", "city": "York", "postal_code": "YO1 7HH", "country": "GB"}
ORDER = {"items": [{"product_id": "p-1001", "quantity": 2}], "shipping_address": ADDRESS}
REVIEW = {"title": "Good kettle", "text": "It boils fast and pours without a drop beside the cup.", "rating": 4}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@cache
def shop_api() -> dict[str, Any]:
    return yaml.safe_load(shop_document().read_text("utf-8"))


class Shopper:
    """Somebody who talks to the shop and checks that each answer is what the document says."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.openapi = OpenAPI.from_dict({**shop_api(), "servers": [{"url": url}]})

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        request = self.session.prepare_request(requests.Request(method, self.url + path, **options))
        response = self.session.send(request, timeout=10)
        self.openapi.validate_response(RequestsOpenAPIRequest(request), RequestsOpenAPIResponse(response))
        return response

    def log_in(self, number: int, password: str = "correct-horse") -> requests.Response:
        credentials = {"email": f"shopper{number}@example.com", "password": password}
        response = self.send("POST", "/api/auth/login", json=credentials)
        if response.ok:
            self.use(response.json()["access_token"])
        return response

    def use(self, token: str) -> None:
        self.session.headers["Authorization"] = f"Bearer {token}"

    def reasons(self, method: str, path: str, **options: Any) -> list[str]:
        """Why the document does not allow a request."""
        response = self.send(method, path, **options)
        assert response.status_code == 400
        return response.json()["reasons"]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(COMMAND) as server:
        yield server
        assert server.output() == f"READY {server.url}\n", "the log is not quiet"


@pytest.fixture
def guest(server: Server) -> Shopper:
    return Shopper(server.url)


@pytest.fixture
def shopper(server: Server) -> Shopper:
    shopper = Shopper(server.url)
    shopper.log_in(1)
    return shopper


def test_health_needs_no_credentials(guest: Shopper) -> None:
    assert guest.send("GET", "/api/health").json()["status"] == "ok"


def test_login_gives_tokens_that_open_the_shop(guest: Shopper) -> None:
    assert guest.send("GET", "/api/products").status_code == 401
    assert guest.log_in(50).json()["expires_in"] == 300
    assert guest.send("GET", "/api/products").status_code == 200


@pytest.mark.parametrize(("number", "password"), [(1, "wrong-horse"), (51, "correct-horse")])
def test_wrong_password_and_unknown_account(guest: Shopper, number: int, password: str) -> None:
    assert guest.log_in(number, password).status_code == 401


def test_invented_token(guest: Shopper) -> None:
    guest.use("invented")
    response = guest.send("GET", "/api/user/profile")
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_refresh_token_works_once(guest: Shopper) -> None:
    body = {"refresh_token": guest.log_in(2).json()["refresh_token"]}
    second = guest.send("POST", "/api/auth/refresh", json=body)
    assert guest.send("POST", "/api/auth/refresh", json=body).status_code == 401
    guest.use(second.json()["access_token"])
    assert guest.send("GET", "/api/user/profile").status_code == 200


def test_access_token_expires_and_refresh_helps() -> None:
    with running((*COMMAND, "--token-ttl", "0.5")) as server:
        shopper = Shopper(server.url)
        tokens = shopper.log_in(1).json()
        assert tokens["expires_in"] == 0.5
        assert shopper.send("GET", "/api/user/profile").status_code == 200
        time.sleep(0.6)
        assert shopper.send("GET", "/api/user/profile").status_code == 401
        refreshed = shopper.send("POST", "/api/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
        shopper.use(refreshed.json()["access_token"])
        assert shopper.send("GET", "/api/user/profile").status_code == 200


def test_query_outside_the_document(shopper: Shopper) -> None:
    assert shopper.reasons("GET", "/api/products", params={"limit": 101, "sort": "colour"}) == [
        "query.limit: 101 is greater than the maximum of 100",
        "query.sort: 'colour' is not one of ['name', 'price', '-price', 'rating']",
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"rating": 6}, "body.rating: 6 is greater than the maximum of 5"),
        ({"text": "Short."}, "body.text: 'Short.' is too short"),
        ({"images": ["kettle.png"]}, "body.images[0]: 'kettle.png' is not a 'uri'"),
    ],
)
def test_body_outside_the_document(shopper: Shopper, change: dict[str, Any], reason: str) -> None:
    assert shopper.reasons("POST", "/api/products/p-1001/reviews", json=REVIEW | change) == [reason]


def test_body_that_is_missing_or_no_json(shopper: Shopper) -> None:
    assert shopper.reasons("POST", "/api/orders") == ["body: Missing required request body"]
    headers = {"Content-Type": "application/json"}
    assert "Failed to deserialize" in shopper.reasons("POST", "/api/orders", data='{"items":', headers=headers)[0]


def test_catalogue_by_page_category_and_price(shopper: Shopper) -> None:
    query = {"category": "garden", "sort": "-price", "limit": 15, "page": 3}
    page = shopper.send("GET", "/api/products", params=query).json()
    prices = [product["price"] for product in page["items"]]
    assert (page["total"], len(prices)) == (40, 10)
    assert prices == sorted(prices, reverse=True)


def test_search_finds_all_words(shopper: Shopper) -> None:
    found = shopper.send("GET", "/api/products/search", params={"q": "walnut lamp"}).json()["items"]
    assert {product["name"] for product in found} == {"Walnut Desk Lamp", "Walnut Floor Lamp"}


def test_unknown_product(shopper: Shopper) -> None:
    assert shopper.send("GET", "/api/products/p-9999").status_code == 404
    assert shopper.send("POST", "/api/products/p-9999/reviews", json=REVIEW).status_code == 404


def test_review_changes_the_rating(shopper: Shopper) -> None:
    created = shopper.send("POST", "/api/products/p-1007/reviews", json=REVIEW)
    product = shopper.send("GET", "/api/products/p-1007").json()
    assert created.status_code == 201
    assert (product["rating"], product["reviews"]) == (4.0, [created.json()])


def test_life_of_an_order(shopper: Shopper) -> None:
    created = shopper.send("POST", "/api/orders", json=ORDER)
    order, path = created.json(), created.headers["Location"]
    price = shopper.send("GET", "/api/products/p-1001").json()["price"]
    assert (created.status_code, order["status"], order["total"]) == (201, "pending", round(2 * price, 2))
    assert shopper.send("GET", "/api/orders", params={"limit": 1}).json()["items"] == [order]
    change = {"status": "cancelled", "shipping_address": ADDRESS | {"city": "Leeds"}}
    assert shopper.send("PATCH", path, json=change).json() == order | change
    assert shopper.send("GET", path).json() == order | change
    assert shopper.send("DELETE", path).status_code == 204
    assert [shopper.send(method, path).status_code for method in ("GET", "DELETE")] == [404, 404]
    assert shopper.send("PATCH", path, json=change).status_code == 404


def test_order_of_an_unknown_product(shopper: Shopper) -> None:
    items = [{"product_id": "p-9999", "quantity": 1}]
    assert shopper.send("POST", "/api/orders", json=ORDER | {"items": items}).status_code == 422


def test_orders_of_others_cannot_be_seen(shopper: Shopper, guest: Shopper) -> None:
    path = shopper.send("POST", "/api/orders", json=ORDER).headers["Location"]
    guest.log_in(3)
    assert [guest.send(method, path).status_code for method in ("GET", "DELETE")] == [404, 404]
    assert guest.send("GET", "/api/orders").json()["total"] == 0
    assert guest.send("GET", f"/api/orders/{uuid.uuid4()}").status_code == 404


def test_profile(shopper: Shopper) -> None:
    change = {"name": "Ada Byron", "phone": "+44 1904 555123", "newsletter": True}
    profile = shopper.send("PATCH", "/api/user/profile", json=change).json()
    assert profile == shopper.send("GET", "/api/user/profile").json()
    assert profile["name"] == "Ada Byron"
    assert shopper.reasons("PATCH", "/api/user/profile", json={}) == ["body: {} should be non-empty"]


def test_avatar(shopper: Shopper) -> None:
    def upload(picture: bytes) -> requests.Response:
        return shopper.send("PUT", "/api/user/avatar", files={"avatar": ("me.png", picture, "image/png")})

    avatar = upload(PNG).json()
    assert avatar["bytes"] == len(PNG)
    assert shopper.send("GET", "/api/user/profile").json()["avatar_updated_at"] == avatar["updated_at"]
    assert upload(b"GIF89a").status_code == 422
    assert upload(PNG * 10_000).status_code == 413


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stops_when_told(number: signal.Signals) -> None:
    with running(COMMAND) as server:
        server.process.send_signal(number)
        assert server.process.wait(timeout=10) == 0
