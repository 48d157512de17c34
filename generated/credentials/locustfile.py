"""Load test of the Ledger API: run `locust` in this folder.

Made by apigen from credentials.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser

# The members that an answer must have, by schema of the document.
ENTRY = ("account", "amount", "id", "booked_at")


class LedgerUser(ApiUser):
    """One user of the Ledger API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("read")
    @task(10)
    def list_entries(self) -> None:
        """List the entries of the ledger."""
        with self.rest(
            "GET",
            "/entries",
            has=("items",),
            **self.sample("list_entries"),
        ) as response:
            self.entry_ids.listed(response.find("items[].id"))

    @tag("write")
    @task(4)
    def add_entry(self) -> None:
        """Book an amount."""
        with self.rest(
            "POST",
            "/entries",
            expect=(201,),
            has=ENTRY,
            security=(("clients", "branchKey"),),
            **self.sample("add_entry"),
        ) as response:
            self.entry_ids.created(response.find("id"))

    @tag("read")
    @task(8)
    def get_entry(self) -> None:
        """Look at an entry."""
        entry_id = self.entry_ids.pick()
        with self.rest(
            "GET",
            f"/entries/{entry_id}",
            name="/entries/[entryId]",
            has=ENTRY,
            security=(("auditors",), ("clients",)),
        ):
            pass

    @tag("read")
    @task(5)
    def get_status(self) -> None:
        """Is the ledger open?"""
        with self.rest("GET", "/status", has=("open",), security=()):
            pass


if __name__ == "__main__":
    run_single_user(LedgerUser)
