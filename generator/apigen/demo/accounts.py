"""The shoppers who may sign in. Their password is public: it is a demo."""

from secrets import compare_digest

PASSWORD = "correct-horse"  # noqa: S105 - documented in specs/shop.yaml
EMAILS = frozenset(f"shopper{number}@example.com" for number in range(1, 51))


def knows_password(email: str, password: str) -> bool:
    """Whether this is a shopper's e-mail address with the right password."""
    return email in EMAILS and compare_digest(password.encode(), PASSWORD.encode())
