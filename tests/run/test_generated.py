"""Every folder in `generated/` under a real Locust, against a real server on loopback that validates requests.

The shop runs against the shop, everything else against the mock: a server made from the same document by an
independent reading of it (openapi-core), which demands credentials and answers 404 for what was not created.
"""

import csv
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from support.environment import bare
from support.mock import running_mock
from support.servers import running

ROOT = Path(__file__).parents[2]
SPECS = {path.stem: path for path in sorted((ROOT / "specs").iterdir()) if path.suffix in (".yaml", ".json")}
FOLDERS = {path.parent.name: path for path in sorted((ROOT / "specs").glob("*/openapi.yaml"))}  # of several files each
LOADS = ("ramp_up", "steady", "spike", "soak", "stepwise")
SECRETS = ("USERNAME", "PASSWORD", "API_KEY", "TOKEN", "CLIENT_ID", "CLIENT_SECRET")
USERS = 8


@dataclass(frozen=True, slots=True)
class Run:
    """What Locust said about a run."""

    code: int
    log: str
    rows: dict[tuple[str, str], tuple[int, int]]  # (method, name) -> requests, failures
    failures: list[str]
    exceptions: list[str]


def credentials(folder: Path) -> dict[str, str]:
    """Something for each variable that the folder asks for."""
    names = [line.partition("=")[0] for line in (folder / ".env.example").read_text().splitlines() if "=" in line]
    return {name: f"secret-{name.lower()}" for name in names if not name.startswith("#")}


def run_locust(
    folder: Path, host: str, seconds: int, secrets: dict[str, str], *options: str, users: int = USERS
) -> Run:
    """Run a copy of the folder, with the pauses of its users cut short, so that a few seconds reach everything."""
    prefix = folder / "out"
    command = [sys.executable, "-m", "locust", "--headless", "--only-summary", "--host", host, "--csv", str(prefix)]
    numbers = ["--users", str(users), "--spawn-rate", str(users), "--run-time", f"{seconds}s"]
    process = subprocess.run(
        [*command, *numbers, *options],
        cwd=folder,
        env=bare(folder, secrets),
        capture_output=True,
        text=True,
        timeout=seconds + 60,
        check=False,
    )
    rows = {
        (row["Type"], row["Name"]): (int(row["Request Count"]), int(row["Failure Count"]))
        for row in records(f"{prefix}_stats.csv")
        if row["Type"]
    }
    failures = [
        f"{r['Method']} {r['Name']}: {r['Error']} x{r['Occurrences']}" for r in records(f"{prefix}_failures.csv")
    ]
    exceptions = [f"{r['Message']} x{r['Count']}" for r in records(f"{prefix}_exceptions.csv")]
    return Run(process.returncode, process.stderr, rows, failures, exceptions)


def records(path: str) -> list[dict[str, str]]:
    if not Path(path).is_file():
        return []
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def hurried_copy(folder: Path, target: Path) -> Path:
    """A copy whose users hardly wait and pick each task equally often."""
    copy = shutil.copytree(folder, target / folder.name)
    locustfile = copy / "locustfile.py"
    text = locustfile.read_text().replace("wait_time = between(", "wait_time = lambda _: 0.01  # (")
    lines = ["    @task(1)" if line.strip().startswith("@task(") else line for line in text.split("\n")]
    locustfile.write_text("\n".join(line for line in lines if ".think(" not in line))
    return copy


MOCKED = [name for name in (*SPECS, *FOLDERS) if name != "shop"]


def run_on_mock(folder: Path) -> tuple[Run, dict[str, Any]]:
    """A run of a generated folder on the mock of its document, and what the mock reports."""
    secrets = credentials(folder)
    tokens = [f"--accept-token={value}" for name, value in secrets.items() if name.endswith("_TOKEN")]
    # Cleaning up meets what went with its parent: a 404 that is no part of the load.
    options = ["--keep-created"] if (folder / "clean_up.py").is_file() else []
    options += ["-f", f"locustfile.py,{ROOT / 'benchmarks' / 'evenly.py'}"]
    with running_mock(SPECS.get(folder.name) or FOLDERS[folder.name], *tokens) as mock:
        return run_locust(folder, mock.url, 6, secrets, *options), mock.report()


@pytest.fixture(scope="module")
def mocked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Run, dict[str, Any]]]:
    """All of them, some at the same time, as each waits for its end most of the time."""
    target = tmp_path_factory.mktemp("mocked")
    copies = [shutil.copytree(ROOT / "generated" / name, target / name) for name in MOCKED]
    with ThreadPoolExecutor(3) as pool:
        return dict(zip(MOCKED, pool.map(run_on_mock, copies), strict=True))


@pytest.mark.parametrize("name", MOCKED)
def test_generated_folder_runs_green_against_the_mock(name: str, mocked: dict[str, tuple[Run, dict[str, Any]]]) -> None:
    run, report = mocked[name]
    assert run.failures == [], run.log
    assert run.exceptions == [], run.log
    operations = report["operations"]
    untouched = [key for key, seen in operations.items() if not seen["accepted"]]
    assert untouched == (["POST /inventory"] if name == "traffic" else [])  # which has the priority none
    refused = sum(seen["requests"] - seen["accepted"] for seen in operations.values())
    assert refused <= (USERS if name == "digest" else 0), operations  # each user is challenged once


@pytest.fixture(scope="module")
def shop_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The shop under load, with tokens that live three seconds."""
    folder = hurried_copy(ROOT / "generated" / "shop", tmp_path_factory.mktemp("shop"))
    secrets = {"SHOP_USERNAME": "shopper1@example.com", "SHOP_PASSWORD": "correct-horse"}
    with running([sys.executable, "-m", "apigen.demo", "--port", "0", "--token-ttl", "3"]) as shop:
        return run_locust(folder, shop.url, 12, secrets)


def test_the_shop_runs_green(shop_run: Run) -> None:
    assert shop_run.failures == [], shop_run.log
    assert shop_run.exceptions == [], shop_run.log
    assert shop_run.code == 0
    assert sum(requests for requests, _ in shop_run.rows.values()) > 100


def test_tokens_are_renewed_before_they_expire(shop_run: Run) -> None:
    logins, refreshes = shop_run.rows[("POST", "/api/auth/login")], shop_run.rows[("POST", "/api/auth/refresh")]
    assert logins[0] >= 8
    assert refreshes[0] >= 8 * 2
    assert not any(name.startswith("[401") for _, name in shop_run.rows)


def test_requests_are_grouped_by_path_template(shop_run: Run) -> None:
    assert ("GET", "/api/products/[id]") in shop_run.rows
    assert len(shop_run.rows) == 15


def test_without_credentials_the_run_says_which_are_missing(tmp_path: Path) -> None:
    folder = hurried_copy(ROOT / "generated" / "shop", tmp_path)
    with running([sys.executable, "-m", "apigen.demo", "--port", "0"]) as shop:
        run = run_locust(folder, shop.url, 3, {})
    wanted = "no credentials for bearerAuth: set SHOP_USERNAME and SHOP_PASSWORD, or SHOP_TOKEN (.env.example)"
    assert run.log.count(wanted) == 1
    assert run.log.index(wanted) < run.log.index("All users spawned")


def test_a_login_that_never_works_stops_the_run_with_one_message(tmp_path: Path) -> None:
    folder = hurried_copy(ROOT / "generated" / "shop", tmp_path)
    secrets = {"SHOP_USERNAME": "shopper1@example.com", "SHOP_PASSWORD": "wrong-horse"}
    with running([sys.executable, "-m", "apigen.demo", "--port", "0"]) as shop:
        run = run_locust(folder, shop.url, 20, secrets)
    assert run.log.count("no user can log in (HTTP 401, expected 200") == 1
    assert "Traceback" not in run.log
    assert run.code != 0
    sent = re.findall(r"^(?:GET|POST|PATCH|PUT|DELETE) +\S+ +\d+", run.log, re.MULTILINE)  # Locust's closing table
    assert {line.split()[1] for line in sent} == {"/api/auth/login"}
    assert int(sent[0].split()[2]) <= 24  # eight users, of which some try again until they are stopped


@pytest.mark.parametrize("load", LOADS)
def test_a_load_shape_runs(load: str, tmp_path: Path) -> None:
    folder = hurried_copy(ROOT / "generated" / "shop", tmp_path)
    secrets = {"SHOP_USERNAME": "shopper1@example.com", "SHOP_PASSWORD": "correct-horse"}
    with running([sys.executable, "-m", "apigen.demo", "--port", "0"]) as shop:
        run = run_locust(folder, shop.url, 6, secrets, "-f", f"locustfile.py,loads/{load}.py")
    assert run.failures == [], run.log
    assert run.rows
    assert "Shape test starting" in run.log


def test_two_processes_share_the_accounts(tmp_path: Path) -> None:
    folder = hurried_copy(ROOT / "generated" / "shop", tmp_path)
    rows = "".join(f"shopper{number}@example.com,correct-horse,\n" for number in range(1, 9))
    (folder / "data" / "accounts.csv").write_text(f"username,password,token\n{rows}")
    with running([sys.executable, "-m", "apigen.demo", "--port", "0"]) as shop:
        run = run_locust(folder, shop.url, 6, {}, "--processes", "2")
    assert run.failures == [], run.log
    assert run.rows[("POST", "/api/auth/login")][0] >= 8


@pytest.mark.parametrize(
    "folder", [ROOT / "generated" / name for name in (*SPECS, *FOLDERS)], ids=lambda path: path.name
)
def test_generated_code_is_clean(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / folder.name)
    for command in (
        ["ruff", "check", "--isolated", "."],
        ["ruff", "format", "--isolated", "--check", "."],
        ["mypy", "--disallow-untyped-defs", "--cache-dir", str(ROOT / ".mypy_cache" / "generated"), "."],
    ):
        result = subprocess.run([sys.executable, "-m", *command], cwd=copy, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr
