"""Path templates as people write them, and as OpenAPI means them."""

import pytest

from apigen.openapi.paths import usable_template


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/orders/{id}", "/orders/{id}"),
        ("orders/{{ id }}", "/orders/{id}"),
        ("/orders/{.id*}/{;x}/{id*}", "/orders/{id}/{x}/{id}"),
        ("/files/{+path}", "/files/{path}"),
        ("/{proxy+}", "/{proxy}"),
        ("/v{api-version}/{a.b}", "/v{api-version}/{a.b}"),
        ("/{*}/{}", "/{*}/{}"),
    ],
)
def test_what_is_meant(written: str, meant: str) -> None:
    assert usable_template(written) == meant
