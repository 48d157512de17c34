import pytest

from apigen.analysis.payloads.meaning.repetitions import repeated


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("password", "password_confirmation"),
        ("password", "passwordRepeat"),
        ("password1", "password2"),
        ("new_password1", "new_password2"),
        ("newPassword", "confirmNewPassword"),
        ("email", "email_again"),
    ],
)
def test_the_second_field_says_what_the_first_says(first: str, second: str) -> None:
    assert repeated({second: "b", "name": "c", first: "a"}) == {second: "a", "name": "c", first: "a"}


@pytest.mark.parametrize(
    "values",
    [
        {"address1": "a", "address2": "b"},
        {"password": "a", "new_password": "b"},
        {"password": "a", "password_confirmation": True},
        {"password_confirmation": "b"},
        {"password": "a", "email": "b"},
    ],
)
def test_other_pairs_stay_as_they_are(values: dict[str, object]) -> None:
    assert repeated(dict(values)) == values
