"""Load test of the Project Board API: run `locust` in this folder.

Made by apigen from nested.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser

# The members that an answer must have, by schema of the document.
TASK = ("title", "done", "id", "project_id")


class ProjectBoardUser(ApiUser):
    """One user of the Project Board API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("read")
    @task(10)
    def list_projects(self) -> None:
        """All projects."""
        with self.rest("GET", "/projects", has=("data",)) as response:
            self.project_ids.listed(response.find("data[].id"))

    @tag("write")
    @task(4)
    def create_project(self) -> None:
        """Start a project."""
        with self.rest(
            "POST",
            "/projects",
            expect=(201,),
            has=("name", "id"),
            **self.sample("create_project"),
        ) as response:
            self.project_ids.created(response.find("id"))

    @tag("read")
    @task(8)
    def get_project(self) -> None:
        """One project."""
        project_id = self.project_ids.pick()
        with self.rest(
            "GET",
            f"/projects/{project_id}",
            name="/projects/[projectId]",
            has=("name", "id"),
        ):
            pass

    @tag("write")
    @task(1)
    def delete_project(self) -> None:
        """Drop a project and its tasks."""
        project_id = self.project_ids.take()
        with self.rest(
            "DELETE",
            f"/projects/{project_id}",
            name="/projects/[projectId]",
            expect=(204,),
            returns="",
        ):
            pass

    @tag("read")
    @task(6)
    def list_tasks(self) -> None:
        """The tasks of a project."""
        project_id = self.project_ids.pick()
        with self.rest(
            "GET",
            f"/projects/{project_id}/tasks",
            name="/projects/[projectId]/tasks",
            has=("data",),
            **self.sample("list_tasks"),
        ) as response:
            self.project_task_ids.listed(response.find("data[].id"), project_id)

    @tag("write")
    @task(3)
    def create_task(self) -> None:
        """Add a task to a project."""
        project_id = self.project_ids.pick_own()
        with self.rest(
            "POST",
            f"/projects/{project_id}/tasks",
            name="/projects/[projectId]/tasks",
            expect=(201,),
            has=TASK,
            **self.sample("create_task"),
        ) as response:
            self.project_task_ids.created(response.find("id"), project_id)

    @tag("read")
    @task(5)
    def get_task(self) -> None:
        """One task."""
        project_id, task_id = self.project_task_ids.pick()
        with self.rest(
            "GET",
            f"/projects/{project_id}/tasks/{task_id}",
            name="/projects/[projectId]/tasks/[taskId]",
            has=TASK,
        ):
            pass

    @tag("write")
    @task(2)
    def replace_task(self) -> None:
        """Write a task anew."""
        project_id, task_id = self.project_task_ids.pick_own()
        with self.rest(
            "PUT",
            f"/projects/{project_id}/tasks/{task_id}",
            name="/projects/[projectId]/tasks/[taskId]",
            has=TASK,
            **self.sample(
                "replace_task",
                project_task_id=self.project_task_ids.pick_last,
            ),
        ):
            pass

    @tag("write")
    @task(1)
    def delete_task(self) -> None:
        """Drop a task."""
        project_id, task_id = self.project_task_ids.take()
        with self.rest(
            "DELETE",
            f"/projects/{project_id}/tasks/{task_id}",
            name="/projects/[projectId]/tasks/[taskId]",
            expect=(204,),
            returns="",
        ):
            pass


if __name__ == "__main__":
    run_single_user(ProjectBoardUser)
