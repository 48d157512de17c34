"""Two hundred products, the same on every start, made from short lists of words."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

ADJECTIVES = ("Enamel", "Walnut", "Brushed Steel", "Recycled", "Matte Black")
NOUNS = {
    "kitchen": "Kettle, Teapot, Chopping Board, Mixing Bowl, Pepper Mill, Stockpot, Colander, Bread Bin",
    "office": "Notebook, Pen Holder, Monitor Stand, Letter Tray, Desk Mat, Footrest, Bookend, Clipboard",
    "garden": "Watering Can, Planter, Bird Feeder, Trowel, Garden Bench, Rain Gauge, Trellis, Lantern",
    "sports": "Bottle, Yoga Block, Skipping Rope, Foam Roller, Dumbbell, Headband, Gym Bag, Stopwatch",
    "lighting": "Desk Lamp, Floor Lamp, Pendant, Wall Light, Candle Holder, Night Light, Spotlight, Torch",
}
PRAISE = (
    "made to be used every day and to look better for it",
    "light enough to carry and sturdy enough to keep",
    "designed in a small workshop and tested by people who cook, dig and read",
    "shipped in plain cardboard, with spare parts for ten years",
)


@dataclass(frozen=True, slots=True)
class Product:
    """Something the shop sells."""

    id: str
    name: str
    category: str
    price: float  # euros, two decimals
    in_stock: int
    description: str

    @property
    def words(self) -> str:
        """What a search looks through."""
        return f"{self.name} {self.category} {self.description}".lower()


class Catalogue:
    """All products, found by id, category or words."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._by_id = {product.id: product for product in products}
        self._words = {product.id: product.words for product in products}

    def find(self, product_id: str) -> Product | None:
        """The product with this id, if there is one."""
        return self._by_id.get(product_id)

    def in_category(self, category: str | None) -> list[Product]:
        """The products of one category, or all."""
        return [p for p in self._by_id.values() if category in (None, p.category)]

    def search(self, query: str) -> list[Product]:
        """The products in whose text every word of the query occurs."""
        wanted = query.lower().split()
        return [p for p in self._by_id.values() if all(word in self._words[p.id] for word in wanted)]


def build_catalogue() -> Catalogue:
    """The shop's catalogue; equal on every start, so that ids noted down today work tomorrow."""
    return Catalogue(tuple(_products()))


def _products() -> Iterator[Product]:
    dice = random.Random("demo shop")
    names = [(c, f"{a} {noun}") for c, nouns in NOUNS.items() for noun, a in product(nouns.split(", "), ADJECTIVES)]
    for number, (category, name) in enumerate(names, start=1001):
        yield Product(
            id=f"p-{number}",
            name=name,
            category=category,
            price=round(dice.randrange(5, 150) + dice.choice((0.0, 0.5, 0.9, 0.95, 0.99)), 2),
            in_stock=dice.randrange(0, 500),
            description=f"{name}, {dice.choice(PRAISE)}.",
        )
