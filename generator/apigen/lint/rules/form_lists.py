"""AG816: a list in the form of a FastHttpUser.

Its client writes `{"b": ["x", "y"]}` as the text of the list, `b=['x', 'y']`, where that of HttpUser repeats the field
(seen in a run). The `rest()` of the generated folder repeats it.
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.module import Module


def find(module: Module) -> Iterator[Diagnostic]:
    """Lists among the values of `data=` of a client."""
    for request in module.fast_requests():
        data = None if request.is_rest else request.keywords.get("data")
        for value in data.values if isinstance(data, ast.Dict) else []:
            if isinstance(value, ast.List | ast.Tuple | ast.ListComp):
                message = "FastHttpUser sends this list as Python writes it, not as repeated fields"
                hint = "data=urllib.parse.urlencode(..., doseq=True) with its Content-Type, or self.rest"
                yield module.trap("AG816", value, message, hint)
