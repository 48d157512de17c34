"""Load test of the Bus Timetable API: run `locust` in this folder.

Made by apigen from undeclared.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from response import ANY_2XX
from support import ApiUser


class BusTimetableUser(ApiUser):
    """One user of the Bus Timetable API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("read")
    @task(10)
    def get_lines(self) -> None:
        """GET /lines."""
        with self.rest("GET", "/lines", returns="any"):
            pass

    @tag("read")
    @task(8)
    def get_lines_line(self) -> None:
        """GET /lines/{line}."""
        line = self.value("line")
        with self.rest(
            "GET",
            f"/lines/{line}",
            name="/lines/[line]",
            expect=ANY_2XX,
            returns="",
        ):
            pass

    @tag("write")
    @task(3)
    def post_lines_line_delays(self) -> None:
        """Report a delay."""
        line = self.value("line")
        with self.rest(
            "POST",
            f"/lines/{line}/delays",
            name="/lines/[line]/delays",
            expect=ANY_2XX,
            returns="",
            **self.sample("post_lines_line_delays"),
        ):
            pass

    @tag("read")
    @task(10)
    def get_stops(self) -> None:
        """Stops near a place."""
        with self.rest(
            "GET",
            "/stops",
            expect=ANY_2XX,
            **self.sample("get_stops"),
        ) as response:
            self.stop_ids.listed(response.find("[].code"))

    @tag("read")
    @task(5)
    def get_stops_code_board(self) -> None:
        """The departure board as text."""
        code = self.stop_ids.pick()
        with self.rest(
            "GET",
            f"/stops/{code}/board",
            name="/stops/[code]/board",
            returns="text",
        ):
            pass

    @tag("read")
    @task(5)
    def get_stops_code_board_xml(self) -> None:
        """The departure board as XML."""
        code = self.stop_ids.pick()
        with self.rest(
            "GET",
            f"/stops/{code}/board.xml",
            name="/stops/[code]/board.xml",
            returns="xml",
        ):
            pass

    @tag("read")
    @task(1)
    def get_ping(self) -> None:
        """GET /ping."""
        with self.rest("GET", "/ping", expect=(204,), returns=""):
            pass


if __name__ == "__main__":
    run_single_user(BusTimetableUser)
