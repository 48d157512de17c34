"""Load test of the Paint API: run `locust` in this folder.

Made by apigen from styles.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser


class PaintUser(ApiUser):
    """One user of the Paint API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("read")
    @task(10)
    def find_swatches(self) -> None:
        """Find swatches by the parts of a color, as matrix parameters."""
        color = self.value("color", encoded=True)
        with self.rest("GET", f"/swatches/{color}", name="/swatches/[color]"):
            pass

    @tag("read")
    @task(10)
    def compare_ranges(self) -> None:
        """Compare ranges by their codes, as a label."""
        codes = self.value("codes", encoded=True)
        with self.rest("GET", f"/ranges/{codes}", name="/ranges/[codes]"):
            pass

    @tag("read")
    @task(10)
    def search_paints(self) -> None:
        """Search with lists, a filter in brackets and JSON."""
        with self.rest("GET", "/paints", **self.sample("search_paints")):
            pass

    @tag("write")
    @task(4)
    def mix_paint(self) -> None:
        """Have paint mixed, with a form in brackets as some shops want it."""
        with self.rest(
            "POST",
            "/mixtures",
            expect=(202,),
            returns="",
            **self.sample("mix_paint"),
        ):
            pass

    @tag("write")
    @task(4)
    def upload_charts(self) -> None:
        """Upload color charts, which the document has on a server of their own."""
        with self.rest(
            "POST",
            f"{self.origin}/scans/charts",
            name="/charts",
            expect=(202,),
            returns="",
            **self.sample("upload_charts"),
        ):
            pass


if __name__ == "__main__":
    run_single_user(PaintUser)
