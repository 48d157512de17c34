import subprocess
import sys
from pathlib import Path

import pytest

from apigen.results.stats import Failure, Progress, RequestStats, RunResults, read_progress, read_results

# The files as Locust 2.47.0 writes them; the last test compares.
PERCENTILES = "50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%"
STATS = (
    "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,"
    f"Max Response Time,Average Content Size,Requests/s,Failures/s,{PERCENTILES}\n"
)
HISTORY = (
    f"Timestamp,User Count,Type,Name,Requests/s,Failures/s,{PERCENTILES},Total Request Count,Total Failure Count,"
    "Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,"
    "Total Average Content Size\n"
)
FAILURES = "Method,Name,Error,Occurrences,First Seen,Last Seen\n"

GET = "GET,/orders/[id],120,3,12,14.5,4.1,210.7,532.0,6.01,0.15,12,14,15,16,22,35,90,120,210,210,210\n"
POST = 'POST,"/search, all",30,0,20,21.0,9.0,40.0,12.5,1.5,0.0,20,21,22,23,30,38,39,40,40,40,40\n'
SILENT = "GET,/never,0,0,0,0.0,0,0,0,0.0,0.0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\n"
TOTAL = ",Aggregated,150,3,13,15.8,4.1,210.7,428.1,7.51,0.15,13,16,18,20,26,36,80,110,210,210,210\n"
NO_REQUESTS = ",Aggregated,0,0,0,0.0,0,0,0,0.0,0.0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\n"
MOMENT = (
    "1793000000,{users},{method},{name},7.5,0.1,13,16,18,20,26,36,80,110,210,210,210,{requests},{failures},"
    "13,15,4,210,428\n"
)


def moment(users: int, requests: int, failures: int, name: str = "Aggregated", method: str = "") -> str:
    return MOMENT.format(users=users, method=method, name=name, requests=requests, failures=failures)


@pytest.fixture
def prefix(tmp_path: Path) -> Path:
    return tmp_path / "run.1"


def write(prefix: Path, kind: str, *lines: str) -> None:
    with prefix.with_name(f"{prefix.name}_{kind}.csv").open("w", newline="") as file:
        file.write("".join(lines).replace("\n", "\r\n"))


def test_a_row_has_counts_times_and_throughput(prefix: Path) -> None:
    write(prefix, "stats", STATS, GET, POST, TOTAL)
    assert read_results(prefix) == RunResults(
        rows=(
            RequestStats("GET", "/orders/[id]", 120, 3, 12.0, 35.0, 120.0, 6.01),
            RequestStats("POST", "/search, all", 30, 0, 20.0, 38.0, 40.0, 1.5),
        ),
        total=RequestStats("", "Aggregated", 150, 3, 13.0, 36.0, 110.0, 7.51),
        failures=(),
    )


def test_a_row_without_requests_has_no_times(prefix: Path) -> None:
    write(prefix, "stats", STATS, GET, SILENT, TOTAL)
    assert read_results(prefix).rows[1] == RequestStats("GET", "/never", 0, 0, 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("lines", [(STATS, NO_REQUESTS), (STATS,), ()])
def test_a_run_without_requests_has_no_total(prefix: Path, lines: tuple[str, ...]) -> None:
    write(prefix, "stats", *lines)
    assert read_results(prefix) == RunResults((), None, ())


def test_where_locust_wrote_nothing_there_is_nothing(prefix: Path) -> None:
    assert read_results(prefix) == RunResults((), None, ())
    assert read_progress(prefix) is None


def test_an_operation_called_aggregated_is_not_the_total(prefix: Path) -> None:
    write(prefix, "stats", STATS, GET.replace("/orders/[id]", "Aggregated"), TOTAL)
    results = read_results(prefix)
    assert [row.name for row in results.rows] == ["Aggregated"]
    assert results.total is not None
    assert results.total.requests == 150


def test_failures_keep_their_text(prefix: Path) -> None:
    text = "CatchResponseError('HTTP 500, expected 200 or \"404\"')"
    quoted = '"' + text.replace('"', '""') + '"'
    write(prefix, "failures", FAILURES, f"GET,/orders/[id],{quoted},3,2026-01-01T00:00:00Z,2026-01-01T00:00:09Z\n")
    assert read_results(prefix).failures == (Failure("GET", "/orders/[id]", text, 3),)


def test_a_failure_may_span_lines(prefix: Path) -> None:
    write(prefix, "failures", FAILURES, 'GET,/a,"one\ntwo é",1,x,y\n')
    assert [failure.error for failure in read_results(prefix).failures] == ["one\r\ntwo é"]


def test_progress_is_the_newest_line_about_all_requests(prefix: Path) -> None:
    lines = (
        moment(5, 10, 0),
        moment(9, 40, 1, "/orders", "GET"),
        moment(10, 60, 2),
        moment(9, 50, 1, "/orders", "GET"),
    )
    write(prefix, "stats_history", HISTORY, *lines)
    assert read_progress(prefix) == Progress(users=10, requests=60, failures=2)


def test_no_progress_before_the_first_line(prefix: Path) -> None:
    write(prefix, "stats_history", HISTORY)
    assert read_progress(prefix) is None
    write(prefix, "stats_history", HISTORY, moment(9, 40, 1, "/orders", "GET"))
    assert read_progress(prefix) is None


def test_a_line_that_is_being_written_never_stops_us(prefix: Path) -> None:
    newest = moment(10, 60, 2).rstrip("\n")
    for length in range(len(newest) + 1):
        write(prefix, "stats_history", HISTORY, moment(5, 10, 0), newest[:length])
        found = read_progress(prefix)
        assert found is None or found.users in (5, 10)
    assert found == Progress(10, 60, 2)
    for length in range(len(HISTORY)):
        write(prefix, "stats_history", HISTORY[:length])
        assert read_progress(prefix) is None


def test_files_of_another_run_beside_are_not_read(prefix: Path) -> None:
    write(prefix.with_name("run.2"), "stats", STATS, GET, TOTAL)
    assert read_results(prefix) == RunResults((), None, ())


LOCUST_WRITES = """
import csv, sys
from locust.env import Environment
from locust.stats import PERCENTILES_TO_REPORT, StatsCSVFileWriter
from locust.user import User

environment = Environment(user_classes=[User])
environment.create_local_runner()
stats = environment.stats
for time in range(1, 101):
    stats.log_request("GET", "/orders/[id]", time, 100)
stats.log_error("GET", "/orders/[id]", "HTTP 500, expected 200")
writer = StatsCSVFileWriter(environment, PERCENTILES_TO_REPORT, sys.argv[1], full_history=True)
for kind, fill in (("stats", writer.requests_csv), ("failures", writer.failures_csv)):
    with open(f"{sys.argv[1]}_{kind}.csv", "w", newline="") as file:
        fill(csv.writer(file))
with open(f"{sys.argv[1]}_stats_history.csv", "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(writer.stats_history_csv_columns)
    writer._stats_history_data_rows(rows, 1793000000.0)
"""


def test_what_locust_itself_writes_is_understood(prefix: Path) -> None:
    subprocess.run([sys.executable, "-c", LOCUST_WRITES, str(prefix)], check=True, capture_output=True)
    results = read_results(prefix)
    (row,) = results.rows
    assert (row.method, row.name, row.requests, row.failures) == ("GET", "/orders/[id]", 100, 1)
    assert (row.p50, row.p95, row.p99) == (51, 96, 100)
    assert results.total is not None
    assert results.total.requests == 100
    assert results.failures == (Failure("GET", "/orders/[id]", "HTTP 500, expected 200", 1),)
    assert read_progress(prefix) == Progress(users=0, requests=100, failures=1)
    for kind, header in (("stats", STATS), ("failures", FAILURES), ("stats_history", HISTORY)):
        assert prefix.with_name(f"{prefix.name}_{kind}.csv").read_text().splitlines()[0] == header.strip()
