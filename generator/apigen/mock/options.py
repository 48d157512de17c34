"""What the person who starts the mock may choose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MockOptions:
    """The settings of one mock; every default is what a test wants."""

    token_ttl: float = 300.0  # seconds that an issued token is good for
    accept_tokens: tuple[str, ...] = ()  # bearer tokens that pass although this server did not issue them
    json_log: str | None = None  # a file that gets one JSON object per request
    check_answers: bool = False  # validate the mock's own answers too; the report lists the faults
