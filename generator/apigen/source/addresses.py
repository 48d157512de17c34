"""Where documents stand, and what a reference makes of that (RFC 3986, section 5).

An address is the absolute path of a file or an http(s) URL. Nothing here looks at a disk or a network.
"""

import os
from urllib.parse import unquote, urljoin, urlsplit

REMOTE = ("http://", "https://")


def is_remote(address: str) -> bool:
    """Whether an address needs a connection."""
    return address.lower().startswith(REMOTE)


def uri_joined(base: str, reference: str) -> str:
    """What a reference means beside a base URI; empty where it can mean nothing, such as `http://[`."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return ""


def joined(base: str, reference: str) -> str | None:
    """The address that a reference without fragment means beside `base`; None where it can be none.

    `joined("/specs/openapi.yaml", "paths/orders.yaml")` is `/specs/paths/orders.yaml`.
    """
    try:
        parts = urlsplit(reference)
    except ValueError:  # such as a bracket that is not closed
        return None
    if is_remote(base) or parts.scheme in ("http", "https"):
        url = uri_joined(base, reference)
        return url if is_remote(url) else None
    if parts.netloc or parts.scheme not in ("", "file"):
        return None
    path = parts.path if parts.scheme else reference
    return os.path.normpath(os.path.join(os.path.dirname(base), unquote(path)))
