"""Random edits of a generated folder, as its users make them, each with a mark by which it is found again."""

import random
import re
from dataclasses import dataclass, field

from apigen.workspace.lock import Base
from apigen.workspace.merging.code import parse
from apigen.workspace.merging.surgery import methods


@dataclass(slots=True)
class Edits:
    """A user's folder, and what the user did to it."""

    files: dict[str, bytes]
    base: Base
    chance: random.Random
    number: int = 0
    marks: dict[str, str] = field(default_factory=dict)  # a text that must survive -> the operation it belongs to
    deleted: set[str] = field(default_factory=set)  # operations
    touched: dict[str, set[str]] = field(default_factory=dict)  # operation -> kinds of edits
    log: list[str] = field(default_factory=list)

    def copy(self) -> "Edits":
        return Edits(
            dict(self.files),
            self.base,
            self.chance,
            self.number,
            dict(self.marks),
            set(self.deleted),
            {key: set(kinds) for key, kinds in self.touched.items()},
            list(self.log),
        )

    def mark(self, kind: str, operation: str = "") -> str:
        self.number += 1
        text = f"mark{self.chance.randint(10**6, 10**7)}"
        self.marks[text] = operation
        self.touched.setdefault(operation, set()).add(kind)
        self.log.append(f"{kind} {operation} {text}")
        return text

    def task(self) -> tuple[str, str, list[str], int, int] | None:
        """A random task: its operation, file, the lines of the file, and its first and last line."""
        live = [key for key in self.base.tasks if key not in self.deleted]
        if not live:
            return None
        key = self.chance.choice(live)
        place = self.base.tasks[key]
        lines = self.files[place.file].decode().splitlines(keepends=True)
        for owner, part in methods(parse("".join(lines))).items():
            if owner.name == place.name:
                last = part.node.end_lineno
                assert last is not None
                first = min([part.node.lineno, *(d.lineno for d in part.node.decorator_list)])
                return key, place.file, lines, first, last
        return None

    def write(self, file: str, lines: list[str]) -> None:
        self.files[file] = "".join(lines).encode()


def weight(edits: Edits) -> None:
    if not (found := edits.task()):
        return
    key, file, lines, first, _ = found
    for n in range(first - 1, first + 3):
        if lines[n].strip().startswith("@task("):
            number = edits.chance.randint(10**5, 10**6)
            edits.marks.pop(lines[n].strip()[6:-1], None)
            edits.marks[str(number)] = key
            edits.touched.setdefault(key, set()).add("weight")
            edits.log.append(f"weight {key} {number}")
            lines[n] = re.sub(r"\(\d+\)", f"({number})", lines[n])
    edits.write(file, lines)


def statement(edits: Edits) -> None:
    """A statement at the end of a task, or before its request; it may use a variable of the task."""
    if not (found := edits.task()):
        return
    key, file, lines, _, last = found
    start = next((n for n in range(last - 1, 0, -1) if lines[n].startswith("        with ")), None)
    at = start if start is not None and start > found[3] and edits.chance.random() < 0.5 else last
    variables = [line.split()[0] for line in lines[found[3] : at] if re.match(r"        \w+ = self\.", line)]
    value, kind = (variables[0], "variable") if variables and edits.chance.random() < 0.5 else ("1", "statement")
    lines.insert(at, f'        self.context()["{edits.mark(kind, key)}"] = {value}\n')
    edits.write(file, lines)


def check(edits: Edits) -> None:
    """An assert in the with-block, in place of `pass` or after what is there."""
    if not (found := edits.task()):
        return
    key, file, lines, first, last = found
    for n in range(first, last):
        if lines[n] == "            pass\n":
            lines[n] = f'            assert True, "{edits.mark("check", key)}"\n'
            break
        if lines[n].startswith("            self."):
            lines.insert(n + 1, f'            assert True, "{edits.mark("check", key)}"\n') if lines[n].endswith(
                ")\n"
            ) else None
            break
    edits.write(file, lines)


def argument(edits: Edits) -> None:
    """A keyword argument of the request."""
    if not (found := edits.task()):
        return
    key, file, lines, first, last = found
    for n in range(first, last):
        if lines[n].startswith("        with self.rest("):
            name = edits.mark("argument", key)
            if lines[n].rstrip().endswith("("):
                lines.insert(n + 3, f'            context={{"x": "{name}"}},\n')
            else:
                lines[n] = re.sub(r"\)( as \w+)?:\n", rf', context={{"x": "{name}"}})\1:\n', lines[n])
            break
    edits.write(file, lines)


def comment(edits: Edits) -> None:
    """A comment at the end of a line of a task, or on a line of its own."""
    if not (found := edits.task()):
        return
    key, file, lines, first, last = found
    at = edits.chance.randint(first - 1, last - 1)
    if '"""' in lines[at] or "#" in lines[at]:
        return
    name = edits.mark("comment", key)
    if edits.chance.random() < 0.5:
        lines[at] = f"{lines[at].rstrip()}  # {name}\n"
    else:
        margin = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        lines.insert(at, f"{margin}# {name}\n")
    edits.write(file, lines)


def docstring(edits: Edits) -> None:
    if not (found := edits.task()):
        return
    key, file, lines, first, last = found
    for n in range(first, last):
        if lines[n].startswith('        """'):
            edits.marks.pop(lines[n].strip().strip('".'), None)
            lines[n] = f'        """{edits.mark("docstring", key)}."""\n'
            break
    edits.write(file, lines)


def delete(edits: Edits) -> None:
    if len(edits.base.tasks) - len(edits.deleted) < 3 or not (found := edits.task()):
        return
    key, file, lines, first, last = found
    edits.deleted.add(key)
    edits.log.append(f"delete {key}")
    for text in [text for text, operation in edits.marks.items() if operation == key]:
        del edits.marks[text]
    while (
        last < len(lines)
        and lines[first - 2].strip() == ""
        and lines[last].strip() == ""
        and lines[last - 1].strip() != ""
    ):
        last += 1
        break
    edits.write(file, lines[: first - 1] + lines[last:])


def helper(edits: Edits) -> None:
    """A method before a task, a function before a class, or code at the end of the file."""
    if not (found := edits.task()):
        return
    _, file, lines, first, _ = found
    name = edits.mark("helper")
    where = edits.chance.randint(0, 2)
    if where == 0:
        lines[first - 1 : first - 1] = [f"    def {name}(self) -> int:\n", "        return 1\n", "\n"]
    elif where == 1:
        at = next(n for n, line in enumerate(lines) if line.startswith("class "))
        lines[at:at] = [f"def {name}() -> int:\n", "    return 1\n", "\n", "\n"]
    else:
        lines += ["\n\n", f"def {name}() -> int:\n", "    return 1\n"]
    edits.write(file, lines)


def borrowed(edits: Edits) -> None:
    """A call of a function that stands above the class, and needs an import."""
    if not (found := edits.task()):
        return
    key, file, lines, _, last = found
    name = edits.mark("borrowed", key)
    lines.insert(last, f"        {name}()\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("class "))
    lines[at:at] = [f"def {name}() -> float:\n", "    return time.time()\n", "\n", "\n"]
    if "import time\n" not in lines:
        at = next(n for n, line in enumerate(lines) if line.startswith("from "))
        lines[at:at] = ["import time\n", "\n"]
    edits.write(file, lines)


def own_task(edits: Edits) -> None:
    if not (found := edits.task()):
        return
    _, file, lines, first, _ = found
    lines[first - 1 : first - 1] = [
        "    @task(2)\n",
        f"    def {edits.mark('task')}(self) -> None:\n",
        "        pass\n",
        "\n",
    ]
    edits.write(file, lines)


def new_import(edits: Edits) -> None:
    file = edits.chance.choice([name for name in edits.files if name.endswith(".py")])
    text = edits.files[file].decode()
    name = edits.mark("import")
    if "from locust import " in text and "from locust import (" not in text and edits.chance.random() < 0.5:
        text = re.sub(r"(from locust import .*)", rf"\1, {name}", text, count=1)
    else:
        text = re.sub(r"^(from |import )", rf"import {name}\n\1", text, count=1, flags=re.MULTILINE)
    if name not in text:
        del edits.marks[name]
    edits.files[file] = text.encode()


def row(edits: Edits) -> None:
    names = [name for name in edits.files if name.endswith(".jsonl")]
    if names:
        name = edits.chance.choice(names)
        rows = edits.files[name].splitlines(keepends=True)
        keys = [key for key, task in edits.base.tasks.items() if name == f"data/{task.data}.jsonl"]
        n = edits.chance.randrange(len(rows))
        if b"mark" in rows[n]:
            return
        rows[n] = f'{{"json": "{edits.mark("row", keys[0] if keys else "")}"}}\n'.encode()
        edits.files[name] = b"".join(rows)


def setting(edits: Edits) -> None:
    text = edits.files["locust.conf"].decode()
    if "users = mark" not in text:
        edits.files["locust.conf"] = re.sub(r"users = \d+", f"users = {edits.mark('setting')}", text).encode()


def quotes(edits: Edits) -> None:
    """Another formatter."""
    text = edits.files["locustfile.py"].decode()
    lines = [
        line.replace('"', "'") if "'" not in line and '"""' not in line else line
        for line in text.splitlines(keepends=True)
    ]
    edits.files["locustfile.py"] = re.sub(r",\n +(has|expect|name)=", r", \1=", "".join(lines)).encode()
    edits.log.append("quotes")


def move(edits: Edits) -> None:
    """A task to another place of its class."""
    if not (found := edits.task()):
        return
    key, file, lines, first, last = found
    block = lines[first - 1 : last]
    if lines[first - 2].strip() or lines[last : last + 1] not in ([], ["\n"]):
        return
    rest = lines[: first - 2] + lines[last:]
    starts = [n for n, line in enumerate(rest) if line.startswith("    @tag(") and not rest[n - 1].strip()]
    if starts:
        at = edits.chance.choice(starts)
        edits.write(file, rest[:at] + block + ["\n"] + rest[at:])
        edits.log.append(f"move {key}")


def rename_task(edits: Edits) -> None:
    """A task that the user calls otherwise."""
    if not (found := edits.task()):
        return
    key, file, lines, first, last = found
    if not any(".rest(" in line for line in lines[first:last]):
        return
    name = edits.mark("name", key)
    for n in range(first, last):
        lines[n] = re.sub(r"^    def \w+\(", f"    def {name}(", lines[n])
    edits.write(file, lines)
    edits.deleted.add(key)  # for the tasks that follow: it is not found by its name
    edits.touched.setdefault(key, set()).add("renamed")


def another_class(edits: Edits) -> None:
    """A task in a class of the user's own."""
    if not (found := edits.task()):
        return
    key, file, lines, first, last = found
    block = lines[first - 1 : last]
    if file != "locustfile.py" or lines[first - 2].strip() or "quotes" in edits.log:
        return
    rest = lines[: first - 2] + lines[last:]
    at = next((n for n, line in enumerate(rest) if line.startswith("if __name__")), len(rest))
    rest[at:at] = [
        f"class Own{edits.mark('class')}(ApiUser):\n",
        "    wait_time = between(1, 2)\n",
        "\n",
        *block,
        "\n\n",
    ]
    edits.write(file, rest)
    edits.touched.setdefault(key, set()).add("moved")


def class_name(edits: Edits) -> None:
    text = edits.files["locustfile.py"].decode()
    old = re.findall(r"^class (\w+)\(", text, flags=re.MULTILINE)[0]
    if not old.startswith("Mark"):
        name = edits.mark("class name")
        edits.files["locustfile.py"] = re.sub(rf"\b{old}\b", f"Mark{name}", text).encode()


EDITS = (
    another_class,
    class_name,
    weight,
    statement,
    check,
    argument,
    comment,
    docstring,
    delete,
    helper,
    borrowed,
    own_task,
    new_import,
    row,
    setting,
    quotes,
    move,
    rename_task,
)


def edited(base: Base, chance: random.Random) -> Edits:
    """The folder after one to five edits."""
    edits = Edits(dict(base.files), base, chance)
    for _ in range(chance.randint(1, 5)):
        before = edits.copy()
        chance.choice(EDITS)(edits)
        if not all(is_python(text) for name, text in edits.files.items() if name.endswith(".py")):
            edits = before  # two edits of one line that do not go together
    return edits


def is_python(text: bytes) -> bool:
    try:
        parse(text.decode())
    except SyntaxError:
        return False
    return True
