"""The catalogue and its reviews."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, request

from apigen.demo.catalogue import Product
from apigen.demo.shop import current_account, current_shop, page_of
from apigen.demo.store import new_id, now

routes = Blueprint("products", __name__, url_prefix="/api/products")

WRITTEN = ("title", "text", "rating", "images")  # what a review takes from its request; other members are ignored

SORT_KEYS: dict[str, Callable[[Product], Any]] = {
    "name": lambda product: product.name,
    "price": lambda product: product.price,
    "-price": lambda product: -product.price,
    "rating": lambda product: -(current_shop().store.reviews[product.id].mean_rating or 0.0),
}


@routes.get("")
def list_products() -> dict[str, Any]:
    products = current_shop().catalogue.in_category(request.args.get("category"))
    return _page_json(sorted(products, key=SORT_KEYS[request.args.get("sort", "name")]))


@routes.get("/search")
def search_products() -> dict[str, Any]:
    return _page_json(current_shop().catalogue.search(request.args["q"]))


@routes.get("/<id>")
def get_product(id: str) -> dict[str, Any]:
    product = _product(id)
    reviews = current_shop().store.reviews[id].latest
    return {**_product_json(product), "description": product.description, "reviews": list(reviews)}


@routes.post("/<id>/reviews")
def create_review(id: str) -> tuple[dict[str, Any], int]:
    product = _product(id)
    author = current_shop().store.profile(current_account()).name
    review = {"id": new_id(), "product_id": product.id, "author": author, "created_at": now()}
    written = {name: value for name, value in request.get_json().items() if name in WRITTEN}
    current_shop().store.reviews[product.id].add(review | written)
    return review | written, 201


def _product(product_id: str) -> Product:
    return current_shop().catalogue.find(product_id) or abort(404, f"There is no product {product_id}.")


def _product_json(product: Product) -> dict[str, Any]:
    return {
        "id": product.id,
        "name": product.name,
        "category": product.category,
        "price": product.price,
        "in_stock": product.in_stock,
        "rating": current_shop().store.reviews[product.id].mean_rating,
    }


def _page_json(products: list[Product]) -> dict[str, Any]:
    entries, paging = page_of(products)
    return {"items": [_product_json(product) for product in entries], **paging}
