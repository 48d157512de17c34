"""Where the persona of an object lives: in a country that the object lists."""

from apigen.analysis.payloads.meaning.leaves import leaf_of
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.values.places import PLACES_OF


def homes_of(node: Node, locale: str) -> tuple[str, ...]:
    """Locales of which an object lists the country, where it lists countries without that of `locale`; else none."""
    for name in node.properties:
        member = node.member(name)
        listed = (member.schema or {}).get("enum", ())
        if listed and member.once(leaf_of, "string").provider in ("country", "country_code"):
            known = {each.partition("_")[2]: each for each in (locale, *PLACES_OF)}
            homes = tuple(known[code] for code in listed if code in known)
            return () if locale in homes else homes
    return ()
