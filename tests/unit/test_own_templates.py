"""A fault in the user's own templates is told with its place."""

from pathlib import Path

import pytest

from apigen.cli.pipeline import Wishes, make_plan
from apigen.errors import UsageError
from apigen.render.files import render_files

SPEC = Path(__file__).parents[2] / "specs" / "basic.yaml"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (b"{% if %}", 1, "TemplateSyntaxError: Expected an expression"),
        (b"a\n{{ nothing.x }}", 2, "UndefinedError: 'nothing' is undefined"),
        (b"a\n\n{{ 1 / 0 }}", 3, "ZeroDivisionError"),
        (b'{% include "nothing.j2" %}', 1, "TemplateNotFound: nothing.j2"),
        (b"caf\xe9", 0, "UnicodeDecodeError"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_place(text: bytes, line: int, told: str, tmp_path: Path) -> None:
    (tmp_path / "README.md.j2").write_bytes(text)
    plan, _ = make_plan(str(SPEC), Wishes(), tmp_path / "out")
    place = f"{tmp_path / 'README.md.j2'}:{line}" if line else str(tmp_path)
    with pytest.raises(UsageError) as caught:
        render_files(plan, tmp_path)
    assert str(caught.value).startswith(f"{place}: {told}")
