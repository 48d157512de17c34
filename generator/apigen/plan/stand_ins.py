"""What is sent in place of keys that nobody has given, where an operation demands them as parameters.

Such a request is what the document allows, and all that can be had; only a server that takes any key answers it.
"""

import json
from collections.abc import Iterable
from typing import Any

from apigen.analysis.auth import Auth, KeyParameter
from apigen.analysis.auth.wishes import placeholders
from apigen.analysis.payloads import DrawOptions, values_of
from apigen.openapi.model import Api


def stand_ins(api: Api, auth: Auth, keys: Iterable[KeyParameter], options: DrawOptions) -> dict[str, str]:
    """Values by column of the account, drawn as those of other parameters are."""
    uses = {use.name: use for use in auth.schemes}
    found: dict[str, str] = {}
    for key in keys:
        columns = placeholders({"": uses[key.scheme].value}) if key.scheme in uses else []
        values = values_of(api, key.parameter, key.operation, options)
        found.update({column: _text(values[0]) for column in columns if values and column != "token"})
    return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
