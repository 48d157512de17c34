"""Files of every kind: encodings, line ends, indentation, and Python that is unusual but valid."""

import pytest

from apigen.workspace.merging.files import MergedFile, merge_file
from apigen.workspace.merging.outcome import OnConflict

BASE = '''"""Load test."""

from locust import task


class ShopUser(ApiUser):
    """A user."""

    @task(3)
    def one(self) -> None:
        """One.

        More of it.
        """
        with self.rest("GET", "/one"):
            pass

    @task(3)
    def two(self) -> None:
        with self.rest("GET", "/two"):
            pass
'''
THEIRS = BASE.replace('"/two"', '"/v2/two"') + '\n    @task(1)\n    def new(self) -> None:\n        """New."""\n'


def merged(ours: bytes, theirs: str = THEIRS, base: str = BASE, path: str = "locustfile.py") -> MergedFile:
    found = merge_file(path, base.encode(), ours, theirs.encode(), OnConflict.MINE)
    assert found is not None
    assert not found.beside
    return found


OURS = BASE.replace("@task(3)\n    def one", "@task(9)\n    def one")
RESULT = THEIRS.replace("@task(3)\n    def one", "@task(9)\n    def one")


def test_lines_that_end_as_on_windows() -> None:
    result = merged(OURS.replace("\n", "\r\n").encode()).content
    assert result == RESULT.replace("\n", "\r\n").encode()


def test_a_byte_order_mark_stays() -> None:
    assert merged(b"\xef\xbb\xbf" + OURS.encode()).content == b"\xef\xbb\xbf" + RESULT.encode()


def test_a_declared_encoding_stays() -> None:
    ours = "# -*- coding: latin-1 -*-\n" + OURS.replace("A user.", "Ein Käufer.")
    expected = "# -*- coding: latin-1 -*-\n" + RESULT.replace("A user.", "Ein Käufer.")
    assert merged(ours.encode("latin-1")).content == expected.encode("latin-1")


def test_what_the_encoding_of_the_user_cannot_say_is_put_beside() -> None:
    ours = "# -*- coding: ascii -*-\n" + OURS
    theirs = THEIRS.replace("New.", "Überweisung.")
    assert merge_file("a.py", BASE.encode(), ours.encode(), theirs.encode(), OnConflict.MINE) is None


def test_a_missing_end_of_the_last_line() -> None:
    assert merged(OURS.rstrip("\n").encode()).content.rstrip() == RESULT.rstrip().encode()
    ours = OURS.rstrip("\n").encode()
    assert merged(ours, BASE).content == ours


@pytest.mark.parametrize("indent", ["\t", "  "])
def test_another_indentation(indent: str) -> None:
    def indented(text: str) -> str:
        return text.replace("    ", indent)

    result = merged(indented(OURS).encode()).content.decode()
    assert result.replace(
        '\n        More of it.\n        """', f'\n{indent * 2}More of it.\n{indent * 2}"""'
    ) == indented(RESULT)
    compile(result, "a.py", "exec")


UNUSUAL = [
    'class ShopUser(ApiUser): x = 1; y = 2\nz = 3; w = 4\n',
    "if True:\n    X = 1\nelse:\n    X = 2\n\n\ntry:\n    import orjson\nexcept ImportError:\n    orjson = None\n",
    "class A:\n    class B:\n        def f(self):\n            return 1\n\n    def f(self):\n        return 2\n",
    "class A:\n    @tag(\n        'a',  # first\n    )\n    @task\n    async def f(self):\n        return await g()\n",
    "def f(a):  # type: (int) -> str\n    return f'{a!r:>{10}} {{}}'\n",
    "class A:\n    def f(self): pass\n    def f(self): return 1\n    f = property(f)\n",
    "class A:\n    @property\n    def x(self): return 1\n    @x.setter\n    def x(self, v): pass\n",
    "X = '''\n# no comment\n    class B:\n'''\n\n\ndef f():\n    return '\\\n'\n",
    "match X:\n    case 1:\n        pass\n    # tail\n    case _:\n        pass\n\n# end",
    "def f():\n    x = 1\n# at the margin\n    return x\n    # tail\n# after\n\n\ndef g(): ...\n",
    "\f\nX = 1\n\f\nclass A:\n    pass\n",
    "X = 'a\x1cb\u2028c'\nclass A:\n    x = 'ü'; y = 'é'  # ñ\n",
    "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\n\n\n",
    "from a import (\n    b,  # noqa\n    c,\n)\nfrom a import d\nimport e, f as g\nfrom .. import i\n",
    "@decorator\n\n# between\n@other\ndef f():\n    'doc'\n    pass\n    pass\n",
]  # fmt: skip


@pytest.mark.parametrize("text", UNUSUAL)
def test_unusual_python_comes_out_as_it_was(text: str) -> None:
    """Whatever is added, changed or removed beside it, byte for byte."""
    added = f"{text.rstrip()}\n\n\ndef added():\n    return 1\n"
    assert merged(added.encode(), text, text).content == added.encode()
    assert merged(text.encode(), text, text).content == text.encode()
    assert merged(text.encode(), added, text).content.rstrip() == added.encode().rstrip()
    assert merged(text.encode(), text, added).content == text.encode()
    both = merged(f"MINE = 1\n{text}".encode() if not text.startswith("#!") else added.encode(), added, text).content
    assert b"".join(text.encode().split()) in b"".join(both.split())


@pytest.mark.parametrize("text", ["def f(:\n", "class A:\nx\n", "<<<<<<< yours\nx\n=======\ny\n>>>>>>> apigen\n"])
def test_broken_python_is_not_merged(text: str) -> None:
    assert merge_file("locustfile.py", BASE.encode(), text.encode(), THEIRS.encode(), OnConflict.MINE) is None


@pytest.mark.parametrize("text", ["def f(:\n", "\0", "\udcff"])
def test_a_damaged_base_merges_nothing(text: str) -> None:
    base = text.encode("utf-8", "surrogateescape")
    assert merge_file("locustfile.py", base, OURS.encode(), THEIRS.encode(), OnConflict.MINE) is None


JSONL = "".join(f'{{"json": {n}}}\n' for n in range(5))


def test_a_conflict_is_put_into_a_file_of_a_plain_name() -> None:
    texts = [f'LEVELS["../../{"x" * 99}"] = {n}\n'.encode() for n in range(3)]
    found = merge_file("a.py", texts[0], texts[1], texts[2], OnConflict.MINE)
    assert found is not None
    ((name, content),) = found.beside.items()
    assert content == texts[2]
    assert name.startswith("a.py.LEVELS_")
    assert len(name) < 80
    assert "/" not in name


def test_rows_of_both_sides() -> None:
    ours = JSONL.replace('{"json": 1}\n', "").replace('"json": 3', '"json": "mine"')
    theirs = JSONL.replace('"json": 0', '"json": 10') + '{"json": 5}\n'
    result = merged(ours.encode(), theirs, JSONL, "data/a.jsonl").content.decode().splitlines()
    assert sorted(result) == sorted(['{"json": 10}', '{"json": 2}', '{"json": "mine"}', '{"json": 4}', '{"json": 5}'])


def test_a_csv_gets_a_column() -> None:
    ours = 'username,password\nann,"a,b"\nbob,"c\nd"\n'
    result = merged(ours.encode(), "username,password,token\n", "username,password\n", "data/accounts.csv").content
    assert result.decode() == 'username,password,token\nann,"a,b",\nbob,"c\nd",\n'


def test_toml_by_key() -> None:
    base = '# Levels.\n[all]\np95 = 500  # ms\np99 = 900\n\n["GET /a"]\np95 = 100\n'
    ours = base.replace("500", "700").replace("[all]", "# mine\n[all]\nerrors = 0.1") + 'tags = [\n  "x",\n]\n'
    theirs = base.replace("900", "999").replace('["GET /a"]', '["GET /b"]') + '\n["GET /c"]\np95 = 300\n'
    result = merged(ours.encode(), theirs, base, "service_levels.toml").content.decode()
    assert "# mine\n[all]\nerrors = 0.1\np95 = 700  # ms\np99 = 999\n" in result
    assert '["GET /b"]\np95 = 100\n' in result
    assert 'tags = [\n  "x",\n]\n' in result
    assert '["GET /c"]\np95 = 300\n' in result


def test_both_set_the_same_key() -> None:
    found = merge_file("a.toml", b"a = 1\nb = 1\n", b"a = 2\nb = 1\n", b"a = 3\nb = 2\n", OnConflict.MINE)
    assert found is not None
    remark = b"# apigen: conflict; the generator's version: .apigen/conflicts/a.toml"
    assert found.content == remark + b"\na = 2\nb = 2\n"
    assert found.beside == {"a.toml": b"a = 3\nb = 2\n"}


def test_texts_by_line() -> None:
    base = "# Title\n\none\n\ntwo\n\nthree\n"
    ours = base.replace("two", "TWO") + "mine\n"
    theirs = base.replace("two", "2").replace("one", "1")
    found = merge_file("a.md", base.encode(), ours.encode(), theirs.encode(), OnConflict.MINE)
    assert found is not None
    remark = "<!-- apigen: conflict; the generator's version: .apigen/conflicts/a.md -->"
    assert found.content.decode() == f"# Title\n\n1\n\n{remark}\nTWO\n\nthree\nmine\n"
