"""What the user wishes: options of the command line and of `apigen.toml`, and the filter expressions both use."""

import fnmatch
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Protocol

from apigen.data_settings import Data, place_of_key, read_data
from apigen.diagnostics import Diagnostic, Location, Severity
from apigen.errors import UsageError

CONFIG_NAME = "apigen.toml"
_KEYS = (
    *("host", "include", "exclude", "allow", "read-only", "seed", "locale", "env-prefix", "overlay", "arazzo"),
    *("traffic", "media-types", "data", "auth", "server", "journeys"),
)
_METHODS = frozenset({"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"})


class Selectable(Protocol):
    """What a filter expression looks at."""

    @property
    def id(self) -> str: ...
    @property
    def declared_id(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def deprecated(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Matcher:
    """A filter expression: `tag:NAME`, `path:/orders/*`, `method:get`, `id:createOrder`, `DELETE /x`, `deprecated`.

    Names, paths and ids may hold the wildcards `*`, `?` and `[...]`; `*` also crosses slashes.
    """

    expression: str
    location: Location | None = field(default=None, compare=False)  # in apigen.toml

    def __post_init__(self) -> None:
        kind, colon, _ = self.expression.partition(":")
        method, _, path = self.expression.partition(" ")
        known = (colon and kind in {"tag", "path", "method", "id"}) or (method.upper() in _METHODS and path.strip())
        if not known and self.expression != "deprecated":
            raise UsageError(
                f"unknown filter {self.expression!r}: use tag:NAME, path:/orders/*, method:get, id:createOrder, "
                '"DELETE /orders/{id}" or deprecated'
            )

    @property
    def names_one(self) -> bool:
        """Whether this is the name of one operation: an id, or a method with a path."""
        kind, colon, _ = self.expression.partition(":")
        return (not colon or kind not in {"tag", "path", "method"}) and not set("*?") & set(self.expression)

    def matches(self, operation: Selectable) -> bool:
        """Whether the operation is meant."""
        if self.expression == "deprecated":
            return operation.deprecated
        method, _, path = self.expression.partition(" ")
        if method.upper() in _METHODS and path:
            return operation.method == method.upper() and _like(operation.path, path.strip())
        kind, _, pattern = self.expression.partition(":")
        if kind == "tag":
            return any(_like(tag, pattern) for tag in operation.tags)
        if kind == "method":
            return operation.method == pattern.upper()
        if kind == "id":
            return any(_like(name, pattern) for name in (operation.id, operation.declared_id))
        return _like(operation.path, pattern)


def _like(text: str, pattern: str) -> bool:
    return text == pattern or fnmatch.fnmatchcase(text, pattern)


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's wishes, command line over configuration file."""

    seed: int = 0
    data: Data = field(default_factory=Data)
    host: str = ""
    env_prefix: str = ""
    include: tuple[Matcher, ...] = ()
    exclude: tuple[Matcher, ...] = ()
    allow: tuple[Matcher, ...] = ()  # operations that are wanted although they may do harm
    read_only: bool = False
    life_cycles: bool = False  # whether things are followed from their creation to their deletion
    traffic: tuple[tuple[Matcher, Mapping[str, Any]], ...] = ()
    media_types: tuple[tuple[Matcher, str], ...] = ()  # of request bodies, where another than the best is wanted
    auth: Mapping[str, Any] = field(default_factory=dict)  # the table [auth], with what --auth adds
    base_path: str = ""  # before every path, where the server has one that the document omits
    records: int = 22  # drawn requests per operation; `apigen data` draws more
    popularity: Mapping[str, float] = field(default_factory=lambda: {"*": 0.0})  # pool or data file -> Zipf's exponent
    popularity_places: Mapping[str, Location | None] = field(default_factory=dict)  # where these names stand
    wait_time: tuple[float, float] = (1, 3)  # seconds

    def selects(self, operation: Selectable) -> bool:
        """Whether the operation is wanted: included, if anything is, and not excluded."""
        wanted = not self.include or any(m.matches(operation) for m in self.include)
        return wanted and not any(m.matches(operation) for m in self.exclude)

    def asks_for(self, operation: Selectable) -> bool:
        """Whether the operation is wanted even if it does harm: allowed, or included by its own name."""
        named = [m for m in self.include if m.names_one]
        return any(m.matches(operation) for m in (*self.allow, *named))


@dataclass(frozen=True, slots=True)
class Config:
    """The content of `apigen.toml`."""

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, key: str, default: str = "") -> str:
        """A text at the top of the file."""
        return str(self._typed(key, str, default, "a text"))

    def number(self, key: str, default: int) -> int:
        """A whole number at the top of the file."""
        return int(self._typed(key, int, default, "a whole number"))

    def flag(self, key: str) -> bool:
        """A true or false at the top of the file; false where it is not given."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise UsageError(f"{self.path}: {key} must be true or false, not {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts at the top of the file; one text alone counts as a list of one."""
        value = self.values.get(key, [])
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise UsageError(f"{self.path}: {key} must be a list of texts, not {value!r}")
        return tuple(found)

    def _typed(self, key: str, kind: type, default: Any, name: str) -> Any:
        value = self.values.get(key, default)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise UsageError(f"{self.path}: {key} must be {name}, not {value!r}")
        return value

    @property
    def traffic(self) -> tuple[tuple[Matcher, Mapping[str, Any]], ...]:
        """The [traffic] table: filter expression to priority, weight, share, rps or think_time."""
        table = self._table("traffic")
        return tuple((self.matcher(expression), _rule(expression, rule)) for expression, rule in table.items())

    @property
    def media_types(self) -> tuple[tuple[Matcher, str], ...]:
        """The [media-types] table: filter expression to the content type that these operations send."""
        table = self._table("media-types")
        if wrong := [rule for rule in table.values() if not isinstance(rule, str)]:
            raise UsageError(f"{self.path}: [media-types] must name content types, not {wrong[0]!r}")
        return tuple((self.matcher(expression), content_type) for expression, content_type in table.items())

    @property
    def data(self) -> Data:
        """The [data] table; `locale` at the top of the file is a short form of its locales."""
        data = read_data(self._table("data", "settings"), self.path)
        return data if data.locales else replace(data, locales=tuple(filter(None, self.text("locale").split(","))))

    @property
    def auth(self) -> Mapping[str, Any]:
        """The [auth] table: schemes, what operations need of them, and the requests that give tokens."""
        return self._table("auth", "settings")

    @property
    def base_path(self) -> str:
        """`base-path` of the [server] table, such as `/api`; without a slash at its end."""
        table = self._table("server", "settings")
        path = table.get("base-path", "")
        if set(table) - {"base-path"} or not isinstance(path, str):
            raise UsageError(f'{self.path}: [server] takes base-path = "/api", not {dict(table)!r}')
        return f"/{path.strip('/')}" if path.strip("/") else ""

    @property
    def life_cycles(self) -> bool:
        """`life-cycles` of the [journeys] table."""
        table = self._table("journeys", "settings")
        wanted = table.get("life-cycles", False)
        if set(table) - {"life-cycles"} or not isinstance(wanted, bool):
            raise UsageError(f"{self.path}: [journeys] takes life-cycles = true, not {dict(table)!r}")
        return wanted

    @property
    def popularity(self) -> Mapping[str, float]:
        """`popularity` of [data]: the exponent of Zipf's law by pool or data file, `*` for all others."""
        given = self._table("data", "settings").get("popularity", "uniform")
        table = given if isinstance(given, Mapping) else {"*": given}
        return {"*": 0.0, **{name: self._exponent(value) for name, value in table.items()}}

    @property
    def popularity_places(self) -> Mapping[str, Location | None]:
        """Where the names of `popularity` stand."""
        inline = next((line for line in self._lines if line.lstrip().startswith("popularity") and "{" in line), "")
        return {name: self.place("popularity" if name in inline else name) for name in self.popularity}

    def matcher(self, expression: str, key: str = "") -> Matcher:
        """A filter expression, with its place; `key`: that of the list in which it stands."""
        return Matcher(expression, self.place(key or expression))

    def place(self, key: str) -> Location | None:
        """The line on which a key begins."""
        return place_of_key(key, self._lines, self.path)

    @property
    def _lines(self) -> list[str]:
        return self.path.read_text("utf-8").split("\n") if self.path else []

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """AG901 for keys at the top of the file that mean nothing, such as `read_only`."""
        return tuple(self._unknown(key) for key in self.values if key not in _KEYS)

    def _unknown(self, key: str) -> Diagnostic:
        near = get_close_matches(key.lower().replace("_", "-"), _KEYS, 1)
        hint = f"did you mean {near[0]}?" if near else f"it takes {', '.join(_KEYS)}"
        return Diagnostic(
            Severity.WARNING, "AG901", f"{key!r} has no meaning here; it is ignored", self.place(key), hint
        )

    def _exponent(self, value: Any) -> float:
        number = {"uniform": 0.0, "zipf": 1.0}.get(value) if isinstance(value, str) else value
        if not isinstance(number, (int, float)) or isinstance(number, bool) or not 0 <= number <= 10:
            raise UsageError(f'{self.path}: popularity must be "uniform", "zipf" or an exponent to 10, not {value!r}')
        return float(number)

    def _table(self, key: str, of: str = "filter expressions") -> Mapping[str, Any]:
        table = self.values.get(key, {})
        if not isinstance(table, Mapping):
            raise UsageError(f"{self.path}: [{key}] must be a table of {of}")
        return table


def _rule(expression: str, rule: Any) -> Mapping[str, Any]:
    if isinstance(rule, str):
        return {"priority": rule}
    if isinstance(rule, (int, float)) and not isinstance(rule, bool):
        return {"weight": rule}
    if isinstance(rule, Mapping):
        return rule
    raise UsageError(f"[traffic] {expression!r}: expected a priority, a weight or a table, not {rule!r}")


def read_config(explicit: Path | None, folders: tuple[Path, ...]) -> Config:
    """The named file, else the first `apigen.toml` found in the folders, else an empty configuration."""
    path = explicit or next((f / CONFIG_NAME for f in folders if (f / CONFIG_NAME).is_file()), None)
    if path is None:
        return Config()
    try:
        return Config(path, tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from None
