"""Load test of the Parcel Tracking API: run `locust` in this folder.

Made by apigen from bearer.json; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser


class ParcelTrackingUser(ApiUser):
    """One user of the Parcel Tracking API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("write")
    @task(4)
    def announce_parcel(self) -> None:
        """Announce a parcel."""
        with self.rest(
            "POST",
            "/parcels",
            expect=(201,),
            has=("trackingCode", "state"),
            **self.sample("announce_parcel"),
        ) as response:
            self.parcel_ids.created(response.find("trackingCode"))

    @tag("read")
    @task(8)
    def track_parcel(self) -> None:
        """Where is a parcel?"""
        tracking_code = self.parcel_ids.pick()
        with self.rest(
            "GET",
            f"/parcels/{tracking_code}",
            name="/parcels/[trackingCode]",
            has=("trackingCode", "state"),
            **self.sample("track_parcel"),
        ):
            pass

    @tag("read")
    @task(10)
    def list_depots(self) -> None:
        """Depots that are open to everybody."""
        with self.rest("GET", "/depots", security=((), ("carrierToken",))):
            pass


if __name__ == "__main__":
    run_single_user(ParcelTrackingUser)
