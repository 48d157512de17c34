"""The decorators of a definition, as parts of their own, and tasks that are put out of use by theirs."""

import ast
import re

from apigen.workspace.merging.code import Key, Part, Suite
from apigen.workspace.merging.comments import GONE
from apigen.workspace.merging.statements import margin_of

_MARK = re.compile(rf"^[ \t]*{re.escape(GONE)}.*?(@task.*)?\n", re.MULTILINE)


def decorators(part: Part) -> Suite:
    """What stands above `def` or `class`."""
    node, code = part.node, part.code
    found = getattr(node, "decorator_list", [])
    parts: list[Part] = []
    seen: dict[Key, int] = {}
    begin = found[0].lineno if found else node.lineno
    for decorator in found:
        key: Key = ("decorator", _name(decorator))
        seen[key] = seen.get(key, 0) + 1
        key = (*key, *([str(seen[key])] if seen[key] > 1 else []))
        statement = ast.copy_location(ast.Expr(decorator), decorator)
        above, text = code.between(begin, decorator.lineno - 1), code.between(decorator.lineno, decorator.end_lineno)
        parts.append(Part(code, key, (statement,), above, text))
        begin = decorator.end_lineno + 1
    return Suite(tuple(parts), code.between(begin, node.lineno - 1))


def _name(decorator: ast.expr) -> str:
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)


def is_task(part: Part) -> bool:
    """Whether Locust would run the definition as a task."""
    return any(decorator.key[1] == "task" for decorator in decorators(part).parts)


def revived(part: Part) -> str:
    """All of a task that was `retired`, with the weight that it had; as it is where it was not."""
    mark = _MARK.search(part.above)
    if mark is None or mark[1] is None:
        return part.whole
    return _MARK.sub("", part.above) + part.text.replace("@task(0)\n", f"{mark[1]}\n", 1)


def retired(part: Part) -> str:
    """A task whose operation is gone, marked for people; with weight 0, by which Locust never runs it."""
    (task, *_) = [decorator for decorator in decorators(part).parts if decorator.key[1] == "task"]
    margin = margin_of(part.text)
    was = " ".join(task.text.split())
    note = f"{margin}{GONE} from the document or left out; kept because you edited it, and not run: it was {was}\n"
    text = part.text.replace(task.text, f"{margin}@task(0)\n", 1)
    return note + text
