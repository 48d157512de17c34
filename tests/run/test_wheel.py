"""What people install: the wheel alone, in an environment of its own, far from the checkout."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from apigen import __version__

LOCK = ".apigen/lock.json"
ROOT = Path(__file__).parents[2]
SPEC = ROOT / "specs" / "nested.yaml"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


@dataclass(frozen=True)
class Installation:
    """A virtual environment that holds the wheel and its dependencies, and an empty folder to work in."""

    programs: Path
    home: Path

    def run(self, program: str, *arguments: str, folder: Path | None = None) -> str:
        """What a program of the environment prints; nothing of our own environment reaches it."""
        environment = {"PATH": os.defpath, "HOME": str(self.home), "NO_COLOR": "1"}
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(command, cwd=folder or self.home, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


def finish(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    built = finish(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder))
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = folder.iterdir()
    return found


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("installation")
    programs = folder / "env" / "bin"
    made = finish(sys.executable, "-m", "venv", "--without-pip", str(programs.parent))
    assert made.returncode == 0, made.stderr
    pip = (*PIP, "--python", str(programs / "python"), "install", "--quiet", "-c", "constraints.txt")
    installed = finish(*pip, str(wheel))
    if installed.returncode != 0 and finish(*pip, "--dry-run", "--no-deps", "typer").returncode != 0:
        pytest.skip("pip reaches no package index, so the wheel's dependencies cannot be installed")
    assert installed.returncode == 0, installed.stderr
    home = folder / "home"
    home.mkdir()
    return Installation(programs, home)


@pytest.fixture(scope="module")
def generated(installation: Installation) -> Path:
    installation.run("apigen", "from-spec", str(SPEC), "-o", "out/nested", "--quiet")
    return installation.home / "out" / "nested"


def content(folder: Path) -> dict[str, bytes]:
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in names.items() if "__pycache__" not in name}


def test_the_wheel_holds_the_templates_the_demo_document_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    templates = {f"apigen/templates/{name}": text for name, text in content(ROOT / "templates").items()}
    assert "apigen/templates/locustfile.py.j2" in templates
    assert {name: held.get(name) for name in templates} == templates
    assert held["apigen/demo/shop.yaml"] == (ROOT / "specs" / "shop.yaml").read_bytes()
    assert "apigen/py.typed" in held
    folders = {name.split("/")[0] for name in held}
    assert {folder for folder in folders if not folder.endswith(".dist-info")} == {"apigen"}


def test_the_installation_knows_nothing_of_the_checkout(installation: Installation) -> None:
    script = "import apigen, apigen.demo.document as d; print(apigen.__file__, d.shop_document(), sep='\\n')"
    places = [Path(line).resolve() for line in installation.run("python", "-c", script).splitlines()]
    assert len(places) == 2
    assert [place for place in places if not place.is_relative_to(installation.programs.parent.resolve())] == []
    assert str(ROOT) not in installation.run("python", "-c", "import sys; print(sys.path)")


def test_the_installed_program_generates_what_the_checkout_generates(generated: Path, tmp_path: Path) -> None:
    finished = finish(sys.executable, "-m", "apigen", "from-spec", str(SPEC), "-o", str(tmp_path / "nested"), "--quiet")
    assert finished.returncode == 0, finished.stderr
    for folder in (tmp_path / "nested", generated):
        shutil.rmtree(folder / ".apigen" / "backup")
    here, there = content(tmp_path / "nested"), content(generated)
    assert {"locustfile.py", "support.py", "locust.conf", "loads/spike.py", ".apigen/lock.json"} <= there.keys()
    assert [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)] == [LOCK]
    ours, theirs = json.loads(here[LOCK]), json.loads(there[LOCK])
    assert ours.pop("command") != theirs.pop("command"), "relative to folders in different places"
    assert ours == theirs


def test_locust_finds_the_user_class_of_the_generated_folder(installation: Installation, generated: Path) -> None:
    classes = [
        line.split()[1] for line in (generated / "locustfile.py").read_text().splitlines() if "(ApiUser)" in line
    ]
    assert len(classes) == 1
    assert classes[0].removesuffix("(ApiUser):") in installation.run("locust", "--list", folder=generated).split()


def test_the_installed_program_helps_and_tells_its_version(installation: Installation) -> None:
    assert "from-spec" in installation.run("apigen", "--help")
    assert installation.run("apigen", "--version") == f"apigen {__version__}\n"
