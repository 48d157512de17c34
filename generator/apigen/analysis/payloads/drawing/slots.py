"""What a run puts into the slots of a record, for those who want to see a request before there is a run."""

from typing import Any

from apigen.analysis.payloads.drawing.seeds import number_for
from apigen.analysis.payloads.model import UNIQUE, UNIQUE_CAPITALS, UNIQUE_HEX, UNIQUE_NUMBER

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FIRST = 4 * 10**14  # runs count in 250 000ths of a second, which has 15 digits for decades


def filled(value: Any, *key: object) -> Any:
    """The value with something in each slot that depends on the key only."""
    return _filled(value, _FIRST + number_for(*key) % 10**14)


def _filled(value: Any, number: int) -> Any:
    if isinstance(value, dict):
        return {name: _filled(member, number) for name, member in value.items()}
    if isinstance(value, list):
        return [_filled(item, number) for item in value]
    if not isinstance(value, str) or "{" not in value:
        return value
    if value == UNIQUE_NUMBER:
        return number
    token = _token(number)
    texts = {UNIQUE: token, UNIQUE_CAPITALS: token.upper(), UNIQUE_HEX: f"{number:012x}"[-12:], UNIQUE_NUMBER: number}
    for slot, text in texts.items():
        value = value.replace(slot, str(text))
    return value


def _token(number: int) -> str:
    """The last eight digits to the base of 36."""
    text = ""
    for _ in range(8):
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text
