"""Load test of the Photo Contest API: run `locust` in this folder.

Made by apigen from forms.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser


class PhotoContestUser(ApiUser):
    """One user of the Photo Contest API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("write")
    @task(4)
    def register(self) -> None:
        """Register with a web form."""
        with self.rest(
            "POST",
            "/contestants",
            expect=(201,),
            has=("id",),
            **self.sample("register"),
        ) as response:
            self.contestant_ids.created(response.find("id"))

    @tag("write")
    @task(3)
    def submit_photo(self) -> None:
        """Upload a photo with its caption and where it was taken."""
        contestant_id = self.contestant_ids.pick_own()
        with self.rest(
            "POST",
            f"/contestants/{contestant_id}/photos",
            name="/contestants/[id]/photos",
            expect=(201,),
            returns="",
            **self.sample("submit_photo"),
        ):
            pass

    @tag("write")
    @task(2)
    def write_statement(self) -> None:
        """Say in plain words what the photos are about."""
        contestant_id = self.contestant_ids.pick_own()
        with self.rest(
            "PUT",
            f"/contestants/{contestant_id}/statement",
            name="/contestants/[id]/statement",
            expect=(204,),
            returns="",
            **self.sample("write_statement"),
        ):
            pass

    @tag("write")
    @task(2)
    def send_contract(self) -> None:
        """Send the signed contract as a file."""
        contestant_id = self.contestant_ids.pick_own()
        with self.rest(
            "PUT",
            f"/contestants/{contestant_id}/contract",
            name="/contestants/[id]/contract",
            expect=(204,),
            returns="",
            **self.sample("send_contract"),
        ):
            pass


if __name__ == "__main__":
    run_single_user(PhotoContestUser)
