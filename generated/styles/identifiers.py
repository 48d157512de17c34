"""Identifiers of the things that a user has met.

Edit freely: regenerating keeps your edits.
"""

from urllib.parse import quote


class Id(str):
    """An identifier: percent-encoded where an f-string makes a URL, plain elsewhere."""

    def __format__(self, spec: str) -> str:
        return quote(self, safe="")
