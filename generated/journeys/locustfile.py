"""Load test of the Repair desk API: run `locust` in this folder.

Made by apigen from openapi.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser

# The members that an answer must have, by schema of the document.
TICKET = ("thing", "fault", "id")


class RepairDeskUser(ApiUser):
    """One user of the Repair desk API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("tickets", "read")
    @task(10)
    def list_tickets(self) -> None:
        """List the open tickets."""
        with self.rest("GET", "/tickets") as response:
            self.ticket_ids.listed(response.find("[].id"))

    @tag("tickets", "write")
    @task(4)
    def open_ticket(self) -> None:
        """Bring something in."""
        with self.rest(
            "POST",
            "/tickets",
            expect=(201,),
            has=TICKET,
            **self.sample("open_ticket"),
        ) as response:
            self.ticket_ids.created(response.find("id"))

    @tag("tickets", "read")
    @task(8)
    def get_ticket(self) -> None:
        """Look at one ticket."""
        ticket_id = self.ticket_ids.pick()
        with self.rest(
            "GET",
            f"/tickets/{ticket_id}",
            name="/tickets/[ticketId]",
            has=TICKET,
        ):
            pass

    @tag("tickets", "write")
    @task(2)
    def change_ticket(self) -> None:
        """Correct what stands on a ticket."""
        ticket_id = self.ticket_ids.pick_own()
        with self.rest(
            "PATCH",
            f"/tickets/{ticket_id}",
            name="/tickets/[ticketId]",
            has=TICKET,
            **self.sample("change_ticket"),
        ):
            pass

    @tag("tickets", "write")
    @task(1)
    def close_ticket(self) -> None:
        """Hand the thing out and throw the ticket away."""
        ticket_id = self.ticket_ids.take()
        with self.rest(
            "DELETE",
            f"/tickets/{ticket_id}",
            name="/tickets/[ticketId]",
            expect=(204,),
            returns="",
        ):
            pass

    @tag("tickets", "write")
    @task(3)
    def add_note(self) -> None:
        """Note what was found."""
        ticket_id = self.ticket_ids.pick_own()
        with self.rest(
            "POST",
            f"/tickets/{ticket_id}/notes",
            name="/tickets/[ticketId]/notes",
            expect=(201,),
            has=("id", "text"),
            **self.sample("add_note"),
        ):
            pass

    @tag("journey", "write")
    @task(3)
    def repair(self) -> None:
        """Somebody brings a thing in and fetches it."""
        self.follow(self.open_ticket, self.get_ticket, self.add_note, self.close_ticket)

    @tag("journey", "write")
    @task(1)
    def diagnose(self) -> None:
        """Look at a ticket and note what was found."""
        self.follow(self.get_ticket, self.add_note)

    @tag("journey", "write")
    @task(1)
    def open_ticket_journey(self) -> None:
        """Follow the links from POST /tickets."""
        self.follow(self.open_ticket, self.get_ticket, self.add_note)

    @tag("journey", "write")
    @task(1)
    def ticket_life_cycle(self) -> None:
        """Create one ticket, read it, change it, delete it."""
        self.follow(
            self.open_ticket,
            self.get_ticket,
            self.change_ticket,
            self.close_ticket,
        )


if __name__ == "__main__":
    run_single_user(RepairDeskUser)
