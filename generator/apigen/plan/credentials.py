"""The names under which a run finds its secrets in the environment."""

import re

from apigen.analysis.auth import Auth
from apigen.plan.model import AuthFlow, Credential


def env_prefix(folder: str) -> str:
    """The output folder's name in capitals: `my-shop` gives MY_SHOP."""
    prefix = re.sub(r"[^A-Z0-9]+", "_", folder.upper()).strip("_") or "API"
    return f"API_{prefix}" if prefix[0].isdigit() else prefix


def auth_flow(auth: Auth, prefix: str) -> AuthFlow:
    """The analysis with its secrets named: `token` becomes SHOP_TOKEN."""
    credentials = tuple(
        Credential(
            env=f"{prefix}_{secret.name.upper()}",
            scheme=secret.scheme,
            kind=secret.kind,
            required=secret.required,
            column=secret.name,
        )
        for secret in auth.secrets
    )
    return AuthFlow(auth.schemes, auth.default, auth.login, auth.refresh, credentials)
