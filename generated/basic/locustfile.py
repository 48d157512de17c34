"""Load test of the Printer Room API: run `locust` in this folder.

Made by apigen from basic.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser


class PrinterRoomUser(ApiUser):
    """One user of the Printer Room API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("read")
    @task(10)
    def list_printers(self) -> None:
        """The printers and what they are doing."""
        with self.rest("GET", "/printers", **self.sample("list_printers")):
            pass

    @tag("write")
    @task(4)
    def submit_job(self) -> None:
        """Print a document from the file server."""
        with self.rest(
            "POST",
            "/jobs",
            expect=(202,),
            has=("id", "state"),
            **self.sample("submit_job"),
        ) as response:
            self.job_ids.created(response.find("id"))

    @tag("read")
    @task(8)
    def get_job(self) -> None:
        """How far a job is."""
        job = self.job_ids.pick()
        with self.rest("GET", f"/jobs/{job}", name="/jobs/[job]", has=("id", "state")):
            pass

    @tag("write")
    @task(1)
    def cancel_job(self) -> None:
        """Take a job out of the queue."""
        job = self.job_ids.take()
        with self.rest(
            "DELETE",
            f"/jobs/{job}",
            name="/jobs/[job]",
            expect=(204,),
            returns="",
        ):
            pass

    @tag("write")
    @task(2)
    def rename_me(self) -> None:
        """What the printers call this person."""
        with self.rest(
            "PUT",
            "/me/display-name",
            expect=(204,),
            returns="",
            **self.sample("rename_me", own_password=self.own_password),
        ):
            pass


if __name__ == "__main__":
    run_single_user(PrinterRoomUser)
