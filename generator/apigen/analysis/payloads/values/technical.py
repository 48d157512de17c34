"""Values of the technical kind: names of resources, identifiers, keys, machines, code."""

import base64
import re
import string
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from apigen.analysis.payloads.values import texts
from apigen.analysis.payloads.values.asking import Ask
from apigen.analysis.payloads.values.characters import ALNUM, HEX, characters, uuid

_STAGES = "web app api data main prod staging dev test edge core shop blog mail eu us".split()
_PARTS = (
    "cluster pool db cache worker store gateway queue logs metrics backup node search auth images files events jobs "
    "stream proxy service network key runner"
).split()
_BASE64 = ALNUM + "+/"
_COLORS = {"label": "f29513 0e8a16 d73a4a 0075ca cfd3d7 a2eeef".split()}


def resource(random: Random) -> str:
    """A name as people give to what they run: `web-cluster-02`, `prod-db`."""
    name = f"{random.choice(_STAGES)}-{random.choice(_PARTS)}"
    return f"{name}-{random.randint(1, 20):02d}" if random.random() < 0.4 else name


_PACKAGED = frozenset("package module library dependency release tag".split())
_OF_PROGRAMS = re.compile(r"\b(oauth|api|app|application|credentials?)\b")
"""What makes a client a program that logs in, and no customer."""


def _id_text(ask: Ask) -> str:
    """An identifier in the form that the document's others have; a word where it names a kind of thing."""
    if any(word in ask.field.hint for word in ("uuid", "guid")):
        return uuid(ask.random)
    if any(word in ask.field.hint for word in ("slug", "human-readable", "human readable", "custom identifier")):
        return texts.slug(ask.random)
    if ask.field.id_form == "uuid":
        return uuid(ask.random)
    is_client = ask.field.words[-2:] == ("client", "id") and _OF_PROGRAMS.search(ask.field.hint)
    if ask.field.id_form == "hex" or is_client:
        return characters(ask.random, HEX, 24)
    return str(ask.random.randint(1_000, 99_999))


def _id_number(ask: Ask) -> int:
    """Small numbers first: what test data has."""
    return ask.random.randint(1, 9) if ask.random.random() < 0.25 else ask.random.randint(10, 400)


def _public_key(ask: Ask) -> str:
    return f"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{characters(ask.random, _BASE64, 43)} {texts.slug(ask.random)}"


def _pem(kind: str) -> Callable[[Ask], str]:
    def provide_pem(ask: Ask) -> str:
        lines = "\n".join(characters(ask.random, _BASE64, 64) for _ in range(3))
        return f"-----BEGIN {kind}-----\nMIIB{lines}\n-----END {kind}-----"

    return provide_pem


def _commit_message(ask: Ask) -> str:
    verb = ask.random.choice(("Add", "Fix", "Update", "Remove", "Rename", "Simplify", "Document"))
    return f"{verb} {texts.word(ask.random)} {ask.random.choice(('handling', 'settings', 'tests', 'page', 'export'))}"


def _git_ref(ask: Ask) -> str:
    branch = ask.random.choice(("main", "develop", f"feature/{texts.slug(ask.random)}"))
    return f"refs/heads/{branch}" if "refs/" in ask.field.hint else branch


def _semver(random: Random) -> str:
    return f"{random.randint(1, 4)}.{random.randint(0, 12)}.{random.randint(0, 9)}"


def _version(ask: Ask) -> str:
    """Two numbers as people write them, or all three where packages are meant."""
    is_short = ask.random.random() < 0.5 and not _PACKAGED.intersection(ask.field.words) and "sem" not in ask.field.hint
    return f"{ask.random.randint(1, 4)}.{ask.random.randint(0, 9)}" if is_short else _semver(ask.random)


def _hex_color(ask: Ask) -> str:
    mark = "" if "without" in ask.field.hint else "#"
    return mark + characters(ask.random, HEX, 6)


def _size_of(ask: Ask) -> int:
    """A size in the unit that the description names."""
    hint = ask.field.hint
    if "byte" in hint and not any(unit in hint for unit in ("megabyte", "gigabyte", "kilobyte")):
        return ask.random.randint(2_000, 900_000)
    if any(unit in hint for unit in (" mb", "mib", "megabyte", "(mb)")):
        return ask.random.choice((512, 1024, 2048, 4096, 8192))
    return ask.random.randint(2, 60)


def _duration(ask: Ask) -> int:
    """A span in the unit that the description names; minutes where it names none."""
    hint = ask.field.hint
    if "millisecond" in hint or "ms" in ask.field.words or "(ms)" in hint:
        return ask.random.choice((500, 1000, 2000, 5000, 10_000, 30_000))
    if "second" in hint:
        return ask.random.choice((30, 60, 120, 300, 600, 900, 1800, 3600))
    if "day" in hint or "week" in hint:
        return ask.random.choice((7, 14, 30, 60, 90))
    return ask.random.choice((10, 15, 30, 45, 60, 90, 120, 300))


def _secret(ask: Ask) -> str:
    return characters(ask.random, ALNUM, 32)


def _one_of(*values: Any) -> Callable[[Ask], Any]:
    return lambda ask: ask.random.choice(values)


def _between(low: int, high: int) -> Callable[[Ask], Any]:
    return lambda ask: ask.random.randint(low, high)


TECHNICAL: Mapping[str, Callable[[Ask], Any]] = {
    "resource": lambda ask: resource(ask.random),
    "id_text": _id_text,
    "id_number": _id_number,
    "uuid": lambda ask: uuid(ask.random),
    "identifier": lambda ask: f"ext-{ask.random.randint(10000, 99999)}",
    "access_key": lambda ask: "AKIA" + characters(ask.random, string.ascii_uppercase + string.digits, 16),
    "secret": _secret,
    "token": _secret,
    "public_key": _public_key,
    "private_key": _pem("EXAMPLE KEY"),
    "certificate": _pem("CERTIFICATE"),
    "commit": lambda ask: characters(ask.random, HEX, 40),
    "commit_message": _commit_message,
    "git_ref": _git_ref,
    "git_tag": lambda ask: f"v{_semver(ask.random)}",
    "git_url": lambda ask: f"https://git.example.com/{texts.word(ask.random)}/{texts.slug(ask.random)}.git",
    "diff": lambda ask: f"@@ -1,2 +1,2 @@\n-{texts.word(ask.random)}\n+{texts.word(ask.random)}",
    "sha256": lambda ask: characters(ask.random, HEX, 64),
    "digest": lambda ask: f"sha256:{characters(ask.random, HEX, 64)}",
    "md5": lambda ask: characters(ask.random, HEX, 32),
    "semver": _version,
    "engine_version": lambda ask: f"{ask.random.randint(5, 17)}.{ask.random.randint(0, 9)}",
    "version_range": lambda ask: f"< {_semver(ask.random)}",
    "docker_image": lambda ask: f"{texts.word(ask.random)}/{texts.word(ask.random)}:{_semver(ask.random)}",
    "hex_color": _hex_color,
    "label_color": lambda ask: ask.random.choice(_COLORS["label"]),
    "dns_value": lambda ask: f"203.0.113.{ask.random.randint(1, 254)}",
    "ipv4": lambda ask: f"203.0.113.{ask.random.randint(1, 254)}",
    "host": lambda ask: f"{texts.word(ask.random)}.example.{ask.random.choice(('com', 'net', 'org'))}",
    "host_port": lambda ask: f"203.0.113.{ask.random.randint(1, 254)}:{ask.random.choice((80, 443, 8080, 9000))}",
    "ipv6": lambda ask: f"2001:db8::{ask.random.randint(1, 0xFFFF):x}",
    "cidr": lambda ask: f"10.{ask.random.randint(0, 200)}.0.0/16",
    "netmask": _one_of("255.255.255.0", "255.255.0.0", "255.255.255.128"),
    "mac": lambda ask: "02:00:5e:" + ":".join(characters(ask.random, HEX, 2) for _ in range(3)),
    "asn": _between(64512, 65534),
    "port_text": lambda ask: str(ask.random.choice((22, 80, 443, 3000, 5432, 8000, 8080))),
    "api_path": lambda ask: f"/{ask.random.choice(('api', 'health', 'v1', 'status'))}/{texts.word(ask.random)}",
    "glob": lambda ask: f"{texts.word(ask.random)}/**/*.{ask.random.choice(('py', 'js', 'md', 'yaml'))}",
    "dockerfile_path": lambda ask: f"{texts.word(ask.random)}/Dockerfile",
    "subdomain": lambda ask: texts.word(ask.random),
    "env_var": lambda ask: f"{texts.word(ask.random)}_{ask.random.choice(('URL', 'TOKEN', 'MODE', 'LIMIT'))}".upper(),
    "error_code": lambda ask: f"E{ask.random.randint(1000, 9999)}",
    "stack_trace": lambda ask: f"Error: timeout\n    at {texts.word(ask.random)} (app.js:{ask.random.randint(5, 400)})",
    "serial": lambda ask: characters(ask.random, string.digits, 15),
    "json_text": lambda ask: "{}",  # members that nobody knows are refused by those who look into it
    "cursor": lambda ask: base64.b64encode(f"id:{ask.random.randint(100, 99999)}".encode()).decode(),
    "base64": lambda ask: base64.b64encode(texts.sentence(ask.random, "note").encode()).decode(),
    "object_id": lambda ask: characters(ask.random, HEX, 24),
    "ulid": lambda ask: "01J" + characters(ask.random, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 23),
    "arn": lambda ask: f"arn:aws:iam::{ask.random.randint(10**11, 10**12 - 1)}:role/{texts.slug(ask.random)}",
    "jwt": lambda ask: (
        f"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{characters(ask.random, ALNUM, 40)}.{characters(ask.random, ALNUM, 43)}"
    ),
    "json_pointer": lambda ask: f"/{texts.word(ask.random)}/{ask.random.randint(0, 5)}",
    "uri_reference": lambda ask: f"/{texts.word(ask.random)}s/{ask.random.randint(1, 200)}",
    "size": _size_of,
    "duration": _duration,
    "nanoseconds": _one_of(1_000_000_000, 5_000_000_000, 10_000_000_000, 30_000_000_000, 60_000_000_000),
    "microseconds": _one_of(10_000, 50_000, 100_000, 500_000, 1_000_000),
    "ttl": _one_of(30, 60, 120, 300, 600, 1800, 3600, 86_400),
    "store_bytes": _one_of(2**27, 2**28, 2**29, 2**30, 2**32, 2**33),
    "milliseconds": _one_of(500, 1000, 5000, 10_000, 30_000, 60_000, 300_000),
    "seconds": _one_of(5, 10, 15, 30, 45, 60, 120, 300),
    "days": _one_of(1, 3, 7, 14, 30, 60, 90),
    "duration_text": _one_of("30s", "45s", "5m", "10m", "15m", "30m", "1h", "2h", "12h", "24h", "7d", "30d"),
    "vcpu": _one_of(1, 2, 4, 8, 16),
    "memory_mb": _one_of(512, 1024, 2048, 4096, 8192),
    "mebibytes": _one_of(10_240, 20_480, 30_720, 61_440, 122_880),
    "disk_gb": _one_of(10, 20, 25, 50, 80, 100, 200),
    "nodes": _between(1, 5),
    "threshold": _between(1, 10),
    "key_bits": _one_of(256, 2048),
    "tokens": _one_of(256, 512, 1024, 2048, 4096),
    "exit_code": _between(0, 2),
    "port": _one_of(22, 80, 443, 3000, 5432, 8000, 8080, 8443),
}
"""Provider name -> provider."""
