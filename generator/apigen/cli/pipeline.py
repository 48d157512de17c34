"""The stages joined: from what was typed to a test plan.

They are imported where they are called, so that `apigen --help` and completion load none of them.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from apigen.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigen.data_settings import Data
    from apigen.diagnostics import Diagnostic
    from apigen.openapi.model import Api
    from apigen.plan.model import TestPlan
    from apigen.settings import Config, Matcher, Settings
    from apigen.source import SourceDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options of the command line that say what to make of a document."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include_file: Path | None = None
    exclude_file: Path | None = None
    config: Path | None = None
    seed: int | None = None
    locale: tuple[str, ...] = ()
    host: str = ""
    env_prefix: str = ""
    overlays: tuple[Path, ...] = ()
    allow_remote_refs: bool = False
    root: Path | None = None
    auth: tuple[str, ...] = ()
    arazzo: tuple[Path, ...] = ()
    life_cycles: bool = False
    allow: tuple[str, ...] = ()
    read_only: bool = False
    edge_cases: bool = False
    templates: Path | None = None
    records: int = 0  # requests of each operation; 0: as many as the folder has, or the default


def read(
    spec: str, overlays: tuple[Path, ...] = (), allow_remote_refs: bool = False
) -> "tuple[Api, tuple[Diagnostic, ...]]":
    """The API of a file, an address or standard input, with the remarks on it."""
    return _understand(_open(spec, allow_remote_refs, None), overlays)


def _open(spec: str, allow_remote_refs: bool, root: Path | None) -> "SourceDocument":
    from apigen.source import fetch_document, load_document

    if spec.startswith(("http://", "https://")):
        return fetch_document(spec, allow_remote_refs=allow_remote_refs)
    return load_document(spec, allow_remote_refs, None if root is None else str(root))


def _understand(document: "SourceDocument", overlays: tuple[Path, ...]) -> "tuple[Api, tuple[Diagnostic, ...]]":
    from apigen.openapi.reader import read_api
    from apigen.source import load_document

    if overlays:
        from apigen.source.overlays import apply_overlays

        document = apply_overlays(document, [load_document(str(path)) for path in overlays])
    api, remarks = read_api(document)
    return api, tuple(dict.fromkeys((*document.diagnostics, *remarks)))


@dataclass(frozen=True, slots=True)
class Given:
    """A document as it was read, and what is wished for it."""

    api: "Api"
    diagnostics: "tuple[Diagnostic, ...]"
    settings: "Settings"
    folder: Path  # that the output is for
    address: str  # of the document, where it was fetched


def read_with_wishes(spec: str, wishes: Wishes, output: Path | None) -> Given:
    """The document with its overlays, and the wishes of command line and configuration."""
    from apigen.plan.build import api_name
    from apigen.settings import read_config

    document = _open(spec, wishes.allow_remote_refs, wishes.root)
    api, diagnostics = _understand(document, wishes.overlays)
    folder = output or Path("generated") / api_name(api)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: give the output a folder of its own")
    config = read_config(wishes.config, (folder, Path()))
    if configured := _files(config, "overlay"):
        api, diagnostics = _understand(document, (*configured, *wishes.overlays))
    api, remarks = _with_workflows(api, (*_files(config, "arazzo"), *wishes.arazzo))
    diagnostics += (*remarks, *config.remarks)
    address = spec if spec.startswith(("http://", "https://")) else ""
    settings = settings_of(wishes, config, folder)
    records = wishes.records or kept_records(folder) or settings.records
    return Given(api, diagnostics, replace(settings, records=records), folder, address)


def kept_records(folder: Path) -> int:
    """How many requests of each operation `apigen data` was asked for; 0 where it was not."""
    from apigen.workspace.lock import recorded_facts

    command = recorded_facts(folder).get("command")
    count = command.get("records") if isinstance(command, dict) else 0
    return count if isinstance(count, int) else 0


def make_plan(spec: str, wishes: Wishes, output: Path | None) -> "tuple[TestPlan, Path]":
    """The plan, and the folder that it is for."""
    from apigen.plan.build import Output, build_plan

    given = read_with_wishes(spec, wishes, output)
    source = "openapi.yaml" if spec == "-" else PurePath(spec.split("?")[0]).name
    target = Output(source, given.folder.resolve().name, given.address)
    return build_plan(given.api, given.settings, target, given.diagnostics), given.folder


def _files(config: "Config", key: str) -> tuple[Path, ...]:
    """The files that the configuration names, beside itself."""
    folder = config.path.parent if config.path else Path()
    return tuple(folder / name for name in config.texts(key))


def _with_workflows(api: "Api", files: tuple[Path, ...]) -> "tuple[Api, tuple[Diagnostic, ...]]":
    """The API with the workflows of Arazzo documents."""
    from apigen.openapi.arazzo import read_workflows
    from apigen.source import load_document

    found = [read_workflows(load_document(str(path))) for path in files]
    workflows = tuple(workflow for workflows, _ in found for workflow in workflows)
    return replace(api, workflows=workflows), tuple(remark for _, remarks in found for remark in remarks)


def settings_of(wishes: Wishes, config: "Config", folder: Path = Path()) -> "Settings":
    """Command line over configuration file; what a folder that exists has decided stays."""
    from apigen.settings import Settings

    defaults = Settings()
    return Settings(
        seed=config.number("seed", defaults.seed) if wishes.seed is None else wishes.seed,
        data=_data(wishes, config.data, folder),
        host=_host(wishes.host or config.text("host")),
        env_prefix=_env_prefix(wishes.env_prefix or config.text("env-prefix")),
        include=_matchers(wishes.include, wishes.include_file, config, "include"),
        exclude=_matchers(wishes.exclude, wishes.exclude_file, config, "exclude"),
        allow=_matchers(wishes.allow, None, config, "allow"),
        read_only=wishes.read_only or config.flag("read-only"),
        life_cycles=wishes.life_cycles or config.life_cycles,
        traffic=config.traffic,
        media_types=config.media_types,
        auth=_auth_table(wishes.auth, config),
        base_path=config.base_path,
        popularity=config.popularity,
        popularity_places=config.popularity_places,
    )


def _host(url: str) -> str:
    """The base URL of a server; it goes into files, so it may hold no secret."""
    if url and not re.fullmatch(r"https?://[^\s/@?#]+(?:/[^\s@?#]*)?", url):
        raise UsageError("the host must be a URL such as http://localhost:8080/api, without user, password and query")
    return url


def _env_prefix(name: str) -> str:
    if name and not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
        raise UsageError(f"the prefix of environment variables has letters, digits and _, not {name!r}")
    return name


def _data(wishes: Wishes, data: "Data", folder: Path) -> "Data":
    """The wishes for data; dates of a folder are counted from the day in its lock."""
    from apigen.analysis.payloads.values.locales import known_locale
    from apigen.data_settings import ANCHOR
    from apigen.workspace.lock import recorded_anchor

    typed = [name for text in wishes.locale for name in text.split(",") if name.strip()]
    locales = tuple(dict.fromkeys(map(known_locale, typed or data.locales)))
    anchor = data.anchor or recorded_anchor(folder) or ANCHOR
    return replace(data, locales=locales, anchor=anchor, edge_cases=data.edge_cases or wishes.edge_cases)


def _auth_table(typed: tuple[str, ...], config: "Config") -> "Mapping[str, Any]":
    """`[auth]` of the configuration, with the schemes and the Web Fuzzing Commons files of `--auth`."""
    from apigen.analysis.auth.web_fuzzing import read_auth_file
    from apigen.source import load_document

    files = [text for text in typed if Path(text).suffix in _AUTH_FILES]
    tables = [*(read_auth_file(load_document(name)) for name in files), config.auth]
    added = [table["add"] for table in tables if "add" in table] + [[text for text in typed if text not in files]]
    flat = [text for texts in added for text in (texts if isinstance(texts, list) else [texts])]
    merged = {name: value for table in tables for name, value in table.items()}
    return {**merged, "add": flat} if flat else merged


_AUTH_FILES = (".yaml", ".yml", ".json")


def _matchers(typed: tuple[str, ...], file: Path | None, config: "Config", key: str) -> "tuple[Matcher, ...]":
    from apigen.settings import Matcher

    configured = tuple(config.matcher(text, key) for text in config.texts(key))
    return (*configured, *map(Matcher, (*typed, *(_lines(file) if file else ()))))


def _lines(file: Path) -> list[str]:
    try:
        lines = [line.strip() for line in file.read_text("utf-8").split("\n")]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return [line for line in lines if line and not line.startswith("#")]
