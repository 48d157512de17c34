"""The signed-in shopper's orders."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, NoReturn

from flask import Blueprint, abort, request

from apigen.demo.shop import current_account, current_shop, page_of
from apigen.demo.store import Order, Orders

routes = Blueprint("orders", __name__, url_prefix="/api/orders")


@routes.get("")
def list_orders() -> dict[str, Any]:
    orders, paging = page_of(_own_orders().newest_first())
    return {"items": [asdict(order) for order in orders], **paging}


@routes.post("")
def create_order() -> tuple[dict[str, Any], int, dict[str, str]]:
    asked = request.get_json()
    order = Order(**asked, total=_total(asked["items"]))  # the document allows no other members
    _own_orders().add(order)
    return asdict(order), 201, {"Location": f"/api/orders/{order.id}"}


@routes.get("/<id>")
def get_order(id: str) -> dict[str, Any]:
    return asdict(_own_orders().find(id) or _unknown(id))


@routes.patch("/<id>")
def update_order(id: str) -> dict[str, Any]:
    return asdict(_own_orders().change(id, request.get_json()) or _unknown(id))


@routes.delete("/<id>")
def delete_order(id: str) -> tuple[str, int]:
    return ("", 204) if _own_orders().remove(id) else _unknown(id)


def _own_orders() -> Orders:
    return current_shop().store.orders[current_account()]


def _unknown(order_id: str) -> NoReturn:
    abort(404, f"You have no order {order_id}.")


def _total(items: Sequence[Mapping[str, Any]]) -> float:
    catalogue = current_shop().catalogue
    total = 0.0
    for item in items:
        product = catalogue.find(item["product_id"]) or abort(422, f"There is no product {item['product_id']}.")
        total += product.price * item["quantity"]
    return round(total, 2)
