"""How users of the test prove who they are: schemes, secrets, and the operations that log in, refresh and log out."""

from apigen.analysis.auth.analysis import find_auth
from apigen.analysis.auth.model import Auth, SchemeUse, Secret, TokenRequest

__all__ = ["Auth", "SchemeUse", "Secret", "TokenRequest", "find_auth"]
