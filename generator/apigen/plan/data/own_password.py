"""Requests that ask for the user's own password again: `current_password`, or `password` below `/account`.

A drawn password would be refused there, while what makes a new account or a protected room wants one of its own:
only names and paths that speak of the one who is logged in are taken to mean this user.
"""

from collections.abc import Mapping

from apigen.identifiers import words_of
from apigen.openapi.lookup import merged, properties
from apigen.openapi.model import Operation, Schema
from apigen.plan.model import Fill

OWN_PASSWORD = Fill("own_password", "", "own_password")

_PASSWORDS = frozenset(("password", "passwd"))
_PRESENT = frozenset(("current", "old", "existing", "present"))
_SELF = frozenset(("auth", "account", "me", "self", "profile"))
_OTHERS = frozenset(("username", "user", "email", "mail", "login"))


def own_password_place(operation: Operation, definitions: Mapping[str, Schema]) -> str:
    """Where the body of an operation wants the password that the user logs in with: `body password`, or nothing."""
    content = operation.request_body.content if operation.request_body else ()
    declared = properties(merged(content[0].schema, definitions), definitions) if content else {}
    words = {name: {*words_of(name)} for name in declared}
    for name, said in words.items():
        if _PASSWORDS & said and _PRESENT & said:
            return f"body {name}"
    passwords = [name for name, said in words.items() if any(word.startswith("passw") for word in said)]
    is_own = bool(_SELF & {*words_of(operation.path)}) and not any(_OTHERS & said for said in words.values())
    return f"body {passwords[0]}" if is_own and len(passwords) == 1 and words[passwords[0]] <= _PASSWORDS else ""
