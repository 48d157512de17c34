import ast
import io
import subprocess
import sys
import textwrap
import tokenize
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from apigen.render.literals import WIDTH, call, columns, docstring, f_string, laid_out, on_lines, one_line, py

HOSTILE = [
    "",
    "plain",
    "it's",
    'say "hello"',
    "it's \"both\" and 'more'",
    '""""\'',
    "'''",
    '"""',
    '"""; import os; """',
    "\\",
    "\\\\",
    '\\"',
    "\\'",
    "a\\",
    "\\N{BULLET}",
    "\\u0041\\x41\\101",
    "{",
    "}}",
    "{x}",
    "{{x}}",
    "{x!r:>{y}}",
    "{% raw %}{{ 1 }}{# no #}",
    "line\nline\r\nline\rline",
    "\ttab\ffeed\vtab\x1c\x1d\x1e\x85",
    "\0",
    "\x7f\x80\x9f",
    "\u2028\u2029",
    "a\u202egnp.exe\u202c",
    "\u2066\u2069\u061c\u200e\u200f\u180e",
    "\u200b\ufeff\xad\u2060\xa0",
    "\ud800",
    "\udfff\ud83d",
    "\ud83d\ude00",
    "😀 👩\u200d👩\u200d👧 🇩🇪 ❤️",
    "漢字とかな",
    "e\u0301 বাংলা தமிழ் ಕನ್ನಡ",
    "\U000e0041\U000f0000\U0010ffff",
    "# noqa",
    "# fmt: off",
    "%s {0} $x ${x}",
]
INDENTS = (0, 4, 8, 12)


def ruff_format(source: str, *options: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--isolated", *options, "-"]
    done = subprocess.run(command, input=source.encode(), capture_output=True)
    assert done.returncode in (0, 1), done.stderr.decode()[:2000]
    return done.stdout.decode()


def formatters_wishes(source: str) -> str:
    """What `ruff format` would change, as a diff."""
    return ruff_format(source, "--diff")


def nested(statement: str, indent: int) -> str:
    """A statement that was written for an indent, below as many conditions as it takes."""
    levels = range(0, indent, 4)
    return "".join(f"{' ' * level}if x:\n" for level in levels) + " " * indent + statement + "\n"


def drawn(strategy: st.SearchStrategy[Any], count: int = 150) -> list[Any]:
    """The same values every time; all of them go to the formatter in one file."""
    found: list[Any] = []

    @settings(max_examples=count, database=None, derandomize=True, phases=[Phase.generate], deadline=None)
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


TEXTS = st.text(max_size=100) | st.text(alphabet="aé漢'\"\\{}\n ", max_size=60) | st.sampled_from(HOSTILE)
NAMES = st.text(alphabet="abc_", min_size=1, max_size=30)
SCALARS = TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=6) | st.lists(inner, max_size=6).map(tuple) | st.dictionaries(TEXTS, inner, max_size=5)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_from_its_literal(text: str) -> None:
    assert ast.literal_eval(py(text)) == text


@given(VALUES)
@settings(max_examples=200, database=None, derandomize=True, deadline=None)
def test_a_value_comes_back_from_its_literal(value: Any) -> None:
    for literal in (py(value), laid_out(value, 8, 4, 1)):
        found = ast.literal_eval(literal)
        assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("value", [float("inf"), float("-inf")])
def test_infinity_is_an_expression(value: float) -> None:
    assert eval(py({"x": value}), {"float": float}) == {"x": value}


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_invisible_stands_in_a_literal(text: str) -> None:
    assert py(text).isprintable()
    assert f_string([text, ("x",)]).isprintable()


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("a", '"a"'),
        ("it's", '"it\'s"'),
        ('say "a"', "'say \"a\"'"),
        ("'\"", '"\'\\""'),
        ('\'""', "'\\'\"\"'"),
        ("é😀", '"é😀"'),
        ("\n\0", '"\\n\\u0000"'),
        ("\u202e", '"\\u202e"'),
        ("\U000e0041", '"\\U000e0041"'),
        ("\ud800", '"\\ud800"'),
        ("\uffff", '"\\uffff"'),
    ],
)
def test_a_literal_reads_as_people_write_it(text: str, literal: str) -> None:
    assert py(text) == literal


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        ((), "()"),
        ((1,), "(1,)"),
        ((("a",), ()), '(("a",), ())'),
        ([1, None, True], "[1, None, True]"),
        ({"a": {"b": [1.5]}}, '{"a": {"b": [1.5]}}'),
        (1e22, "1e22"),
        (1e-7, "1e-07"),
    ],
)
def test_collections_and_numbers(value: Any, literal: str) -> None:
    assert py(value) == literal


@pytest.mark.parametrize("text", HOSTILE)
def test_an_f_string_keeps_hostile_text(text: str) -> None:
    written = f_string([text, ("x",), text, ("y",), text])
    assert eval(written, {"x": "X", "y": "Y"}) == f"{text}X{text}Y{text}"


@given(st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=200, database=None, derandomize=True, deadline=None)
def test_an_f_string_keeps_any_text(texts: list[str]) -> None:
    parts = [part for text in texts for part in (text, ("x",))]
    assert eval(f_string(parts), {"x": "X"}) == "".join(text + "X" for text in texts)


def test_an_f_string_without_names_is_a_plain_string() -> None:
    assert f_string(["/a/{b}", "/c"]) == '"/a/{b}/c"'
    assert f_string([]) == '""'
    assert f_string(["/a/", ("id",), "/{b}"]) == 'f"/a/{id}/{{b}}"'


@pytest.mark.parametrize("text", [*HOSTILE, *drawn(TEXTS, 60)])
def test_a_docstring_is_nothing_but_a_docstring(text: str) -> None:
    tree = ast.parse(f'def f():\n    """{docstring(text)}"""\n    return 1\n')
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert len(tree.body) == 1
    assert len(function.body) == 2
    assert ast.get_docstring(function, clean=False) == docstring(text)


@pytest.mark.parametrize("text", [*HOSTILE, *drawn(TEXTS, 60)])
def test_a_comment_is_nothing_but_a_comment(text: str) -> None:
    kinds = [each.type for each in tokenize.generate_tokens(io.StringIO(f"# {one_line(text)}\n").readline)]
    assert kinds == [tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  two\n words\t", "two words"),
        ("a \0 b \0", "a b"),
        ("\u202ea\u2028b", "a b"),
        ('say "C:\\x"', "say 'C:/x'"),
        ("", ""),
        ("\n", ""),
        ("a" * 20, "a" * 20),
        ("a" * 21, "a" * 19 + "…"),
        ("one two three, four five", "one two three…"),
    ],
)
def test_one_line_is_short_and_flat(text: str, line: str) -> None:
    assert one_line(text, 20) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Lists orders", "Lists orders."),
        ("Lists orders.", "Lists orders."),
        ("Really?", "Really?"),
        ("Cut " * 10, "Cut Cut Cut Cut…"),
        (" ", ""),
    ],
)
def test_a_docstring_ends_as_a_sentence(text: str, line: str) -> None:
    assert docstring(text, 20) == line


def assignment(value: Any, indent: int) -> str:
    return f"name = {laid_out(value, indent, len('name = '))}"


def pool(value: Any, indent: int) -> str:
    """`self.orders = IdPool(self, "order", listed_by=(...))`."""
    arguments = ["self", py("order"), f"listed_by={laid_out(value, indent + 4, len('listed_by='), 1)}"]
    return call("self.orders = IdPool(", arguments, ")", indent)


def request(value: Any, indent: int) -> str:
    """A task's request, with a value of the document in the call and in its address."""
    text = value if isinstance(value, str) else py(value)[:50]
    arguments = [py("GET"), f_string(["/", ("order_id",), "/", text]), f"name={py(text)}", f"expect={py((200, 404))}"]
    return call("with self.rest(", arguments, ") as response:", indent) + f"\n{' ' * (indent + 4)}pass"


def expression(value: Any, indent: int) -> str:
    return call(
        "self.think(", [py(value)] if isinstance(value, str) else [laid_out(value, indent + 4, 0, 1)], ")", indent
    )


def inner_call(value: Any, indent: int) -> str:
    """A call in a call: the inner one has two stars before it and a comma behind."""
    texts = [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]
    sample = call("**self.sample(", [py(text) for text in texts], "),", indent + 4).removesuffix(",")
    return call("with self.rest(", [py("POST"), sample], "):", indent) + f"\n{' ' * (indent + 4)}pass"


STATEMENTS = [assignment, pool, request, expression, inner_call]
Statement = Callable[[Any, int], str]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_formatter_agrees_with_any_statement(statement: Statement) -> None:
    values = [value for value in drawn(VALUES) if not (statement is assignment and isinstance(value, str))]
    source = "".join(nested(statement(value, indent), indent) for value in values for indent in INDENTS)
    assert formatters_wishes(source) == ""


def around_the_edge() -> Iterable[Any]:
    """Values of all widths from well below to well above a line."""
    for letter in ("a", "漢", "e\u0301"):
        for length in range(5, WIDTH + 10):
            text = letter * length
            yield from (
                text,
                (text,),
                [text],
                (text, 1),
                ["a", text],
                {"key": text},
                {text: [1]},
                [[text]],
                ((text, ()),),
            )


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_formatter_agrees_at_the_end_of_the_line(statement: Statement) -> None:
    values = [value for value in around_the_edge() if not (statement is assignment and isinstance(value, str))]
    source = "".join(nested(statement(value, indent), indent) for value in values for indent in INDENTS)
    assert formatters_wishes(source) == ""


def test_a_call_without_arguments_stays_on_its_line() -> None:
    name = "a" * WIDTH
    assert call(f"{name}(", [], ")", 0) == f"{name}()"
    assert formatters_wishes(f"{name}()\n") == ""


def test_the_formatter_agrees_with_docstrings_and_comments() -> None:
    texts = [*HOSTILE, *drawn(TEXTS), *(letter * n for letter in "a漢" for n in range(60, 100))]
    methods = [f'def f():\n    """{docstring(text)}"""\n' for text in texts]
    comments = [f"# {line}\nx = 1\n" for text in texts if (line := one_line(text))]
    source = "\n\n".join([*methods, "".join(comments)])
    assert formatters_wishes(source) == ""


def test_the_formatter_agrees_with_short_literals() -> None:
    texts = [text for text in [*HOSTILE, *drawn(TEXTS)] if columns(py(text)) < WIDTH - 4]
    source = "".join(f"x = {py(text)}\n" for text in texts)
    assert formatters_wishes(source) == ""


def test_the_formatter_would_find_a_fault() -> None:
    assert "+x = 'a\"b'" in formatters_wishes('x = "a\\"b"\n')
    assert formatters_wishes(f"x = [{py('a' * 90)}]\n") != ""
    assert formatters_wishes(on_lines("f(", ["1"], ")", 0) + "\n") == ""


@pytest.mark.parametrize("width", [WIDTH, WIDTH + 1])
def test_every_character_is_as_wide_as_the_formatter_thinks(width: int) -> None:
    """A list that fills the line stays on it, one that is a column wider does not; for all characters of Unicode."""
    visible = (chr(code) for code in range(0xA0, sys.maxunicode + 1) if chr(code).isprintable())
    characters = [char for char in visible if py(char) == f'"{char}"']  # not written as an escape
    assert len(characters) > 100_000
    texts = [py("".join(characters[start : start + 8])) for start in range(0, len(characters), 8)]
    pairs = [(text, py("a" * (width - columns(f'x = [{text}, ""]')))) for text in texts]
    on_one_line = [f"x = [{text}, {rest}]" for text, rest in pairs]
    split = [f"x = [\n    {text},\n    {rest},\n]" for text, rest in pairs]
    found = ruff_format("\n".join(on_one_line) + "\n").removesuffix("\n").replace("\nx = ", "\0x = ").split("\0")
    expected = on_one_line if width == WIDTH else split
    assert [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.parametrize(("length", "is_split"), [(WIDTH, False), (WIDTH + 1, True)])
def test_only_what_does_not_fit_is_split(length: int, is_split: bool) -> None:
    def text(around: str) -> str:
        return "a" * (length - len(around))

    written = [
        laid_out([text('    x = [""],')], 4, len("x = "), len(",")),
        laid_out((text('("",)'),), 0),
        laid_out({text('{"": 1}'): 1}, 0),
        call("    f(", [py(text('        f("")'))], ")", 4),
    ]
    assert ["\n" in each for each in written] == [is_split] * 4


def test_what_does_not_fit_has_one_element_per_line() -> None:
    made = call("self.orders = IdPool(", ["self", f"listed_by={laid_out(('a' * 40, 'b' * 40), 4, 10, 1)}"], ")", 0)
    assert made == textwrap.dedent(
        f"""\
        self.orders = IdPool(
            self,
            listed_by=(
                "{"a" * 40}",
                "{"b" * 40}",
            ),
        )"""
    )
