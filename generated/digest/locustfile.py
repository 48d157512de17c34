"""Load test of the Meter API: run `locust` in this folder.

Made by apigen from digest.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser


class MeterUser(ApiUser):
    """One user of the Meter API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("read")
    @task(10)
    def list_readings(self) -> None:
        """The readings of a day."""
        with self.rest("GET", "/readings", **self.sample("list_readings")):
            pass

    @tag("write")
    @task(2)
    def set_tariff(self) -> None:
        """Choose the tariff that counts."""
        with self.rest(
            "PUT",
            "/tariff",
            expect=(204,),
            returns="",
            **self.sample("set_tariff"),
        ):
            pass


if __name__ == "__main__":
    run_single_user(MeterUser)
