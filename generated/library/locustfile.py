"""Load test of the Library API: run `locust` in this folder.

Made by apigen from openapi.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser


class LibraryUser(ApiUser):
    """One user of the Library API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("read")
    @task(10)
    def list_books(self) -> None:
        """Books on the shelves."""
        with self.rest("GET", "/books", **self.sample("list_books")) as response:
            self.book_ids.listed(response.find("[].id"))

    @tag("write")
    @task(4)
    def add_book(self) -> None:
        """Put a book on the shelf."""
        with self.rest(
            "POST",
            "/books",
            expect=(201,),
            has=("title", "id"),
            **self.sample("add_book"),
        ) as response:
            self.book_ids.created(response.find("id"))

    @tag("read")
    @task(8)
    def get_book(self) -> None:
        """One book."""
        book_id = self.book_ids.pick()
        with self.rest(
            "GET",
            f"/books/{book_id}",
            name="/books/[bookId]",
            has=("title", "id"),
        ):
            pass

    @tag("write")
    @task(4)
    def borrow_book(self) -> None:
        """Take a book home."""
        with self.rest(
            "POST",
            "/loans",
            expect=(201,),
            has=("id", "book_id"),
            **self.sample("borrow_book", book_id=self.book_ids.pick),
        ) as response:
            self.loan_ids.created(response.find("id"))

    @tag("read")
    @task(8)
    def get_loan(self) -> None:
        """One loan."""
        loan_id = self.loan_ids.pick()
        with self.rest(
            "GET",
            f"/loans/{loan_id}",
            name="/loans/[loanId]",
            has=("id", "book_id"),
        ):
            pass

    @tag("write")
    @task(1)
    def return_book(self) -> None:
        """Bring a book back."""
        loan_id = self.loan_ids.take()
        with self.rest(
            "DELETE",
            f"/loans/{loan_id}",
            name="/loans/[loanId]",
            expect=(204,),
            returns="",
        ):
            pass


if __name__ == "__main__":
    run_single_user(LibraryUser)
