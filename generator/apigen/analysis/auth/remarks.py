"""What the user should know about security: schemes that cannot be used, hosts that get no secret, contradictions."""

from collections.abc import Iterator, Mapping

from apigen.analysis.auth.grants import foreign_hosts
from apigen.analysis.auth.model import SchemeUse, TokenRequest
from apigen.analysis.auth.schemes import Needed, clashing
from apigen.analysis.auth.wishes import AuthWishes
from apigen.diagnostics import Diagnostic, Severity
from apigen.openapi.model import Api


def remarks(
    api: Api, uses: Mapping[str, SchemeUse], wishes: AuthWishes, login: TokenRequest | None
) -> Iterator[Diagnostic]:
    """Schemes that are demanded and cannot be used, and those whose tokens another host gives."""
    required = {name for op in api.operations for names in op.security for name in names}
    for scheme in api.security_schemes:
        if scheme.name not in uses and scheme.name in required and wishes.schemes.get(scheme.name, True):
            if wishes.add:
                continue
            kind = f"http {scheme.scheme}" if scheme.type == "http" else scheme.type
            yield Diagnostic(
                Severity.WARNING,
                "AG401",
                f"security scheme {scheme.name!r} ({kind}) cannot be used: requests are sent without it",
                hint=f'say how it is sent: [auth.schemes] {scheme.name} = "header:Authorization:..." in apigen.toml',
            )
    if login is None:
        for name, host in foreign_hosts(api, wishes.trusted_hosts).items():
            if name in uses:
                yield Diagnostic(
                    Severity.INFO,
                    "AG403",
                    f"security scheme {name!r} gets its tokens from {host}, which is not the host of the API: "
                    "no secret is sent there",
                    hint=f'give a token, or write [auth] trusted-hosts = ["{host}"] in apigen.toml',
                )


def contradictions(api: Api, uses: Mapping[str, SchemeUse], needed: Needed) -> Iterator[Diagnostic]:
    """Operations that demand two things in one header, which can hold one of them."""
    for operation in api.operations:
        names = next(iter(needed[operation.key]), ())
        if both := clashing(names, uses):
            kept = " + ".join(name for name in names if name not in both[1:])
            yield Diagnostic(
                Severity.WARNING,
                "AG405",
                f"{operation.key} demands {' and '.join(both)} at once, which want the same header: one is sent",
                operation.location,
                f'say which: [auth.security] "{operation.key}" = "{kept}" in apigen.toml',
            )
