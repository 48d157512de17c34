"""Operations that a load test must not run unless somebody asks for them: they end the test, or what others own.

A test that restarts its server, empties its database or changes the password it logs in with measures the ruins.
Only what reaches beyond one thing counts: `POST /kernels/{id}/restart` restarts a kernel that the test may own,
`POST /admin/restart` the server. So operations with a path parameter are never meant here.
"""

import re
from collections.abc import Collection, Mapping

from apigen.identifiers import words_of
from apigen.openapi.lookup import body_media_type, properties
from apigen.openapi.model import Operation, Schema

_READS = frozenset({"GET", "HEAD", "OPTIONS", "QUERY"})
_STOPS = frozenset({"shutdown", "restart", "reboot", "poweroff", "halt", "quit", "hibernate", "killall", "dispose"})
_WIPES = frozenset({"wipe", "purge", "truncate", "drop", "nuke", "erase", "reset", "flush"})
_SECOND_FACTORS = frozenset({"2fa", "tfa", "mfa", "totp", "otp"})
_AUTHENTICATION = frozenset({"auth", "authentication"})
_SECRETS = _SECOND_FACTORS | {"password", "passwd", "passphrase", "pubkey", "impersonate"}
_SWITCHES = frozenset({"enable", "disable", "activate", "deactivate", "setup"})
_SUBSCRIPTIONS = frozenset({"watch", "subscribe", "stream", "listen", "follow", "tail", "events"})
_RENEWALS = frozenset({"rotate", "regenerate", "revoke", "reset"})
_KEYS = frozenset({"key", "keys", "apikey", "secret", "secrets", "token", "tokens", "credentials"})
_OWNERS = frozenset({"me", "self", "account", "user", "profile"})
_SELVES = frozenset({"me", "myself", "self", "auth", "account", "profile"})
_SETUPS = frozenset({"bootstrap", "install", "installation", "onboarding", "setup"})
_ACCESS = frozenset({"username", "login", "password", "passwd", "active", "enabled", "disabled"})
PEOPLE = frozenset({"user", "account", "member", "admin", "operator"})
"""Resources among which is the account that the test logs in as."""
_SETTINGS = frozenset({"settings", "setting", "config", "configuration", "preferences", "security"})
_TOGGLES = frozenset({"enable", "enabled", "disable", "disabled", "allow", "allowed", "require", "required"})
_ENTRIES = frozenset({"auth", "authentication", "login", "session", "sso"}) | _KEYS | _SECRETS
_ADDRESSES = frozenset({"address", "host", "hostname", "ip"})
_CHANGES = frozenset({"change", "reset", "update", "set", "forgot", "forget", "generate", "remove"})
_BULK = frozenset({"bulk", "batch", "many", "multiple"})
_BY_CONDITION = re.compile(
    r"\b(?:delete|remove)\b.* (?:matching|by (?:age|criteria|date|filter|label|metadata|query|status|tag)s?)\b"
)
_SUBSET = re.compile(r".*[^s]s/(?:[\w-]*[^e]ed|old|stale|unread)/?")  # `/jobs/finished`
_MACHINES = frozenset({"server", "service", "system", "application", "app", "daemon", "cluster", "machine", "host"})
_SERVER = rf"(?:the|this|your) (?:\w+ ){{0,2}}?(?:{'|'.join(sorted(_MACHINES))})"
_STOP_TEXT = re.compile(
    rf"(?:shuts? ?down|restarts?|reboots?|stops?|halts?|kills?|terminates?) {_SERVER}\b", re.IGNORECASE
)
_WIPE_TEXT = re.compile(
    r"(?:deletes?|removes?|drops?|wipes?|erases?|clears?|purges?|truncates?|flush(?:es)?) (?:all|every)", re.IGNORECASE
)
_STREAM_TEXT = re.compile(
    r"server[- ]sent[- ]events?\b|event[- ]stream\b|http stream\b"
    r"|\breal-?time (?:\w+ ){0,2}(?:stream|updates|events|notifications)\b"
    r"|\bstreams? (?:of )?(?:\w+ ){0,3}(?:events|updates|notifications)\b"
    r"|^(?:live )?streams? (?:of )?(?:\w+ ){0,3}logs?\b",
    re.IGNORECASE,
)
_SOCKET_TEXT = re.compile(r"(?:opens?|establish(?:es)?|upgrades?|connects?)\b[^.]*\bweb ?sockets?\b", re.IGNORECASE)
_CLOSE_TEXT = re.compile(r"\bmaintenance[- ]mode\b", re.IGNORECASE)
_ABSENT_TEXT = re.compile(r"\W*(?:this (?:operation|endpoint) is )?not (?:yet )?implemented\b", re.IGNORECASE)


def danger(operation: Operation) -> str:
    """Why the operation is left out unless somebody asks for it; nothing where it is harmless."""
    if operation.path_parameters:
        return ""
    last, named = _last_words(operation), words_of(operation.declared_id)
    said = [" ".join(text.split()) for text in (operation.summary, operation.description)]
    is_read = operation.method in _READS
    if _is_stop(last) or (not is_read and (_is_stop(named) or any(map(_STOP_TEXT.match, said)))):
        return "stops or restarts the server"
    if not is_read and any(map(_CLOSE_TEXT.search, (operation.summary, _last_step(operation)))):
        return "closes the server to everybody"
    if is_read or _SECRETS & {*words_of(operation.path), *named}:
        return ""
    is_wipe = _WIPES & {*last[:1], *named[:1]} or named[:2] == ["delete", "all"] or any(map(_WIPE_TEXT.match, said))
    return "wipes many things at once, those of others too" if is_wipe else ""


def harm(operation: Operation) -> str:
    """Why the operation gets no traffic unless somebody asks for it: it spoils the run, or is not there at all."""
    if any(map(_ABSENT_TEXT.match, (operation.summary, operation.description))):
        return "is not implemented, as the document says"
    if _is_socket(operation):
        return "opens a WebSocket, which is no request"
    if _never_ends(operation):
        return "answers with a stream that may never end, for which a user would wait"
    if operation.path_parameters or operation.method in _READS:
        return ""
    last, named = _last_words(operation), words_of(operation.declared_id)
    words = {*words_of(operation.path), *named}
    is_change = _SECRETS & set(last) and (_CHANGES & words or len(last) == 1)
    is_change = is_change or ((_SECOND_FACTORS | _AUTHENTICATION) & words and _SWITCHES & set(last))
    if is_change or (_RENEWALS & {*last[:1], *named[:1]} and (_KEYS | _SECRETS) & words):
        return "changes what the test may log in with"
    if operation.method == "DELETE" and last and last[-1] in _OWNERS:
        return "deletes the account of the test"
    return "deletes a whole collection, also what others own" if _deletes_a_collection(operation, last) else ""


def harm_to_login(operation: Operation, definitions: Mapping[str, Schema], login: Collection[str]) -> str:
    """Why an update gets no traffic by which a drawn value would lock the test out.

    That is one of the very user that the test logs in as (`login` are the members of the body that does), one of
    settings that switch a way of logging in, or the first setup of a server, which makes its administrator. An update
    of other members, such as a telephone number, is harmless.
    """
    last, media_type = _last_words(operation), body_media_type(operation)
    if operation.path_parameters or operation.method in _READS or not media_type or not last:
        return ""
    is_self = last[-1] in _SELVES or (last[-1] == "user" and not {"current", "my", "own"}.isdisjoint(last))
    for name in properties(media_type.schema, definitions):
        words = {*words_of(name)}
        is_access = is_self and operation.method != "POST" and (name in login or _ACCESS & words)
        is_setup = _SETUPS & {*last} and _SECRETS & words
        if is_access or is_setup or (last[-1] in _SETTINGS and _TOGGLES & words and _ENTRIES & words):
            return f"changes {name}, and with it what the test may log in with"
    return ""


def harm_to_connections(operation: Operation, definitions: Mapping[str, Schema]) -> str:
    """Why a change of settings gets no traffic by which the server turns to a drawn address, such as a new proxy."""
    media_type = body_media_type(operation)
    if operation.path_parameters or operation.method not in ("PUT", "PATCH") or not media_type:
        return ""
    names = {name.lower() for name in properties(media_type.schema, definitions)}
    return "makes the server turn to another machine" if "port" in names and _ADDRESSES & names else ""


def deletes_in_bulk(operation: Operation) -> bool:
    """Whether many things go at once: which they are must be told by identifiers, or it takes any.

    It says so (`remove-by-metadata`, `DELETE /jobs/finished`), or is a DELETE of a collection with filters that may be
    left out.
    """
    last = _last_words(operation)
    texts = (last, words_of(operation.declared_id), words_of(operation.summary))
    words = {word for text in texts for word in text}
    if operation.path_parameters or operation.method in _READS:
        return False
    says_so = not words.isdisjoint(_BULK) and (operation.method == "DELETE" or "delete" in words)
    says_so = says_so or any(_BY_CONDITION.search(" ".join(text)) for text in texts)
    says_so = says_so or (operation.method == "DELETE" and _SUBSET.fullmatch(operation.path) is not None)
    is_filtered = operation.request_body is None and not any(p.required for p in operation.parameters)
    return says_so or (operation.method == "DELETE" and _is_plural(last) and is_filtered)


def _is_socket(operation: Operation) -> bool:
    """Whether a GET is the handshake of a WebSocket (RFC 6455), as its answer or its text says."""
    is_switch = any(response.status == "101" for response in operation.responses)
    said = any(map(_SOCKET_TEXT.match, (operation.summary, operation.description)))
    return operation.method == "GET" and (is_switch or said)


def _never_ends(operation: Operation) -> bool:
    """Whether a client subscribes to events: server-sent ones, or a stream of gRPC behind a gateway.

    Frameworks that derive documents from code declare JSON for a stream; then its summary or first sentence tells.
    """
    good = [response for response in operation.responses if response.is_success]
    types = {medium.content_type.partition(";")[0].strip() for response in good for medium in response.content}
    is_stream = any(response.is_stream for response in good)
    is_subscription = not _SUBSCRIPTIONS.isdisjoint(_last_words(operation))
    said = [operation.summary, *re.split(r"\.\s|\n\s*\n", operation.description)[:1]]
    tells_so = _last_words(operation) == ["sse"] or any(_STREAM_TEXT.search(" ".join(text.split())) for text in said)
    is_open = types == {"text/event-stream"} or tells_so
    return (operation.method == "GET" and is_open) or (is_subscription and (is_stream or tells_so))


def _is_stop(words: list[str]) -> bool:
    """`restart`, `shut-down`, `restartServer`, but no `restart_count`."""
    verbs = (words[:1], words[:2])
    return any("".join(verb) in _STOPS and _MACHINES.issuperset(words[len(verb) :]) for verb in verbs)


def _deletes_a_collection(operation: Operation, last: list[str]) -> bool:
    """Whether nothing narrows a DELETE on something in the plural."""
    is_narrowed = operation.request_body is not None or any(p.location == "query" for p in operation.parameters)
    return operation.method == "DELETE" and _is_plural(last) and not is_narrowed


def _is_plural(last: list[str]) -> bool:
    return bool(last) and last[-1].endswith("s") and not last[-1].endswith(("ss", "us"))


def _last_words(operation: Operation) -> list[str]:
    return words_of(_last_step(operation))


def _last_step(operation: Operation) -> str:
    return operation.path.rstrip("/").rpartition("/")[2]
