"""Load test of the Weather Station API: run `locust` in this folder.

Made by apigen from api-keys.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser

# The members that an answer must have, by schema of the document.
STATION = ("id", "name", "latitude", "longitude")


class WeatherStationUser(ApiUser):
    """One user of the Weather Station API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("read")
    @task(10)
    def list_stations(self) -> None:
        """All stations."""
        with self.rest("GET", "/stations") as response:
            self.station_ids.listed(response.find("[].id"))

    @tag("read")
    @task(8)
    def get_station(self) -> None:
        """One station."""
        station_id = self.station_ids.pick()
        with self.rest(
            "GET",
            f"/stations/{station_id}",
            name="/stations/[stationId]",
            has=STATION,
            security=(("stationKey",), ("publicKey",)),
        ):
            pass

    @tag("write")
    @task(1)
    def report_reading(self) -> None:
        """Report a measurement."""
        station_id = self.station_ids.pick()
        with self.rest(
            "POST",
            f"/stations/{station_id}/readings",
            name="/stations/[stationId]/readings",
            expect=(201,),
            has=("measured_at", "temperature"),
            security=(("stationKey", "operatorSession"),),
            **self.sample("report_reading"),
        ):
            pass

    @tag("read")
    @task(10)
    def list_alerts(self) -> None:
        """The alerts of the operator."""
        with self.rest(
            "GET",
            "/account/alerts",
            security=(("operatorSession",), ("publicKey", "operatorSession")),
        ):
            pass

    @tag("read")
    @task(5)
    def get_status(self) -> None:
        """Is the service up?"""
        with self.rest("GET", "/status", expect=(204,), returns="", security=()):
            pass


if __name__ == "__main__":
    run_single_user(WeatherStationUser)
