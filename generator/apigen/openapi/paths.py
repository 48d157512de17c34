"""Path templates (OpenAPI 3.1, section 4.8.2): the names between braces."""

import re

_DOUBLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_OPERATOR = re.compile(r"\{[.;+]?([^{}.;*+][^{}]*?)[*+]?\}")
_NAME = re.compile(r"\{([^{}]*)\}")
_LINK = re.compile(r"/(?=\{(\w*(?:href|link|uri|url))\})", re.IGNORECASE)


def usable_template(key: str) -> str:
    """The template that is meant: it begins with a slash.

    `{{ name }}` of other template languages is `{name}`, and so are `{;name*}` (RFC 6570) and `{name+}` of gateways:
    OpenAPI says in the parameter how it is written.
    """
    template = _OPERATOR.sub(r"{\1}", _DOUBLE.sub(r"{\1}", key))
    return template if template.startswith("/") else f"/{template}"


def template_parts(path: str) -> list[str]:
    """A template cut at its braces, literal texts at even places: `/orders/{id}/x` -> `["/orders/", "id", "/x"]`."""
    return _NAME.split(path)


def template_names(path: str) -> tuple[str, ...]:
    """The parameters of a template in its order, each once: `/orders/{id}` -> `("id",)`."""
    return tuple(dict.fromkeys(_NAME.findall(path)))


def link_name(path: str) -> str:
    """The parameter at the beginning of a template that is a path itself, as links are: `/{group_href}users/`."""
    found = _LINK.match(path)
    return found[1] if found else ""


def template_fault(path: str) -> str:
    """Why no request can be made from the template; empty where it can."""
    rest = _NAME.sub("", path)
    if "{" in rest or "}" in rest:
        return "its braces do not match"
    return "it has a parameter without a name" if "" in template_names(path) else ""
