"""How users of the test prove who they are: schemes, secrets, and the operations that log in, refresh and log out."""

from apigen.analysis.auth.analysis import find_auth
from apigen.analysis.auth.key_parameters import KeyParameter, with_key_parameters
from apigen.analysis.auth.model import COMMON_KEY, Auth, Lookup, SchemeUse, Secret, TokenRequest
from apigen.analysis.auth.wishes import AuthWishes, read_wishes

__all__ = [
    "COMMON_KEY",
    "Auth",
    "AuthWishes",
    "KeyParameter",
    "Lookup",
    "SchemeUse",
    "Secret",
    "TokenRequest",
    "find_auth",
    "read_wishes",
    "with_key_parameters",
]
