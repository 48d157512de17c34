"""Load test of the Menu Planner API: run `locust` in this folder.

Made by apigen from recursive.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser


class MenuPlannerUser(ApiUser):
    """One user of the Menu Planner API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("read")
    @task(10)
    def list_courses(self) -> None:
        """The tree of courses, each with the courses it consists of."""
        with self.rest("GET", "/courses"):
            pass

    @tag("write")
    @task(4)
    def create_course(self) -> None:
        """Add a tree of courses at once."""
        with self.rest(
            "POST",
            "/courses",
            expect=(201,),
            has=("name",),
            **self.sample("create_course"),
        ):
            pass

    @tag("write")
    @task(4)
    def plan_serving(self) -> None:
        """Plan what is served, hot or cold."""
        with self.rest(
            "POST",
            "/servings",
            expect=(201,),
            has=("code",),
            **self.sample("plan_serving"),
        ) as response:
            self.serving_ids.created(response.find("code"))

    @tag("read")
    @task(8)
    def get_serving(self) -> None:
        """One plan."""
        code = self.serving_ids.pick()
        with self.rest("GET", f"/servings/{code}", name="/servings/[code]"):
            pass


if __name__ == "__main__":
    run_single_user(MenuPlannerUser)
