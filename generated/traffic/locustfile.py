"""Load test of the City Library API: run `locust` in this folder.

Made by apigen from traffic.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser


class CityLibraryUser(ApiUser):
    """One user of the City Library API."""

    wait_time = between(2, 4)  # seconds between two tasks

    @tag("catalogue", "read")
    @task(100)
    def search_books(self) -> None:
        """Search the catalogue."""
        with self.rest("GET", "/books", **self.sample("search_books")) as response:
            self.book_ids.listed(response.find("[].isbn"))
        self.think(1, 1)

    @tag("catalogue", "read")
    @task(30)
    def get_book(self) -> None:
        """One book, as often as the tag says."""
        isbn = self.book_ids.pick()
        with self.rest(
            "GET",
            f"/books/{isbn}",
            name="/books/[isbn]",
            has=("isbn", "title"),
        ):
            pass
        self.think(1, 1)

    @tag("catalogue", "read")
    @task(75)
    def get_cover(self) -> None:
        """The picture of a cover, as often as the path item says."""
        isbn = self.book_ids.pick()
        with self.rest(
            "GET",
            f"/books/{isbn}/cover",
            name="/books/[isbn]/cover",
            returns="any",
        ):
            pass
        self.think(1, 1)

    @tag("loans", "read")
    @task(3)
    def list_loans(self) -> None:
        """One's own loans, as often as the tag says in its short form."""
        with self.rest("GET", "/loans"):
            pass

    @tag("loans", "write")
    @task(15)
    def borrow_book(self) -> None:
        """Borrow a book, at a fixed rate."""
        with self.rest(
            "POST",
            "/loans",
            expect=(201,),
            has=("isbn", "title"),
            **self.sample("borrow_book"),
        ):
            pass
        self.think(5, 10)

    @tag("read")
    @task(15)
    def get_opening_hours(self) -> None:
        """When the library is open, as often as the root says."""
        with self.rest("GET", "/opening-hours"):
            pass

    @tag("read")
    @task(9)
    def list_news(self) -> None:
        """Short form on an operation."""
        with self.rest("GET", "/news"):
            pass

    @tag("office", "write")
    @task(0)
    def start_inventory(self) -> None:
        """Count all books."""
        with self.rest("POST", "/inventory", expect=(202,), returns=""):
            pass

    @tag("office", "read")
    @task(2)
    def get_inventory(self) -> None:
        """How far the counting is; an operation may undo what its tag says."""
        with self.rest("GET", "/inventory"):
            pass


if __name__ == "__main__":
    run_single_user(CityLibraryUser)
