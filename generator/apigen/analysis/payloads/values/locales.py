"""Names of languages, as people write them and as Faker knows them."""

from difflib import get_close_matches

from apigen.errors import UsageError

_USUAL = {"en": "en_US", "de": "de_DE", "fr": "fr_FR", "pt": "pt_BR", "ja": "ja_JP", "es": "es_ES", "zh": "zh_CN"}
"""What a language alone means where Faker knows several countries."""


def known_locale(name: str) -> str:
    """`pt-br` is pt_BR, `de` is de_DE; raises UsageError with near names for what Faker does not know."""
    from faker.config import AVAILABLE_LOCALES

    wanted = name.strip().replace("-", "_").lower()
    wanted = _USUAL.get(wanted, wanted).lower()
    by_name = {known.lower(): known for known in sorted(AVAILABLE_LOCALES) if "_" in known}
    if found := by_name.get(wanted):
        return found
    alone = [known for known in by_name if known.startswith(f"{wanted}_")]
    if alone:
        return by_name[alone[0]]
    near = get_close_matches(wanted, by_name, 3)
    hint = f"did you mean {' or '.join(by_name[each] for each in near)}?" if near else "use one such as de_DE"
    raise UsageError(f"the locale {name!r} is unknown; {hint}")
