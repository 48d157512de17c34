"""Where the shop's OpenAPI document lies."""

from pathlib import Path


def shop_document() -> Path:
    """The path of `shop.yaml`: beside this module in an installed wheel, in `specs/` of a checkout."""
    shipped = Path(__file__).with_name("shop.yaml")
    return shipped if shipped.is_file() else Path(__file__).parents[3] / "specs" / "shop.yaml"
