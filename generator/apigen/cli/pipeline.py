"""The stages joined: from what was typed to a test plan."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from apigen.diagnostics import Diagnostic
from apigen.errors import UsageError
from apigen.openapi.model import Api
from apigen.plan.model import TestPlan
from apigen.settings import Config, Matcher, Settings, read_config


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the command line that say what to make of a document."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include_file: Path | None = None
    exclude_file: Path | None = None
    config: Path | None = None
    seed: int | None = None
    locale: str | None = None
    host: str = ""
    env_prefix: str = ""


def read(spec: str) -> tuple[Api, tuple[Diagnostic, ...]]:
    """The API of a file, an address or standard input, with the remarks on it."""
    from apigen.openapi.reader import read_api
    from apigen.source import fetch_document, load_document

    document = fetch_document(spec) if spec.startswith(("http://", "https://")) else load_document(spec)
    api, remarks = read_api(document)
    return api, tuple(dict.fromkeys((*document.diagnostics, *remarks)))


def make_plan(spec: str, wishes: Wishes, output: Path | None) -> tuple[TestPlan, Path]:
    """The plan, and the folder that it is for."""
    from apigen.plan.build import Output, api_name, build_plan

    api, diagnostics = read(spec)
    folder = output or Path("generated") / api_name(api)
    config = read_config(wishes.config, (folder, Path()))
    source = "openapi.yaml" if spec == "-" else PurePath(spec.split("?")[0]).name
    target = Output(source, folder.resolve().name)
    return build_plan(api, settings_of(wishes, config), target, diagnostics), folder


def settings_of(wishes: Wishes, config: Config) -> Settings:
    """Command line over configuration file."""
    defaults = Settings()
    return Settings(
        seed=config.number("seed", defaults.seed) if wishes.seed is None else wishes.seed,
        locale=config.text("locale", defaults.locale) if wishes.locale is None else wishes.locale,
        host=wishes.host or config.text("host"),
        env_prefix=wishes.env_prefix or config.text("env-prefix"),
        include=_matchers(wishes.include, wishes.include_file, config.texts("include")),
        exclude=_matchers(wishes.exclude, wishes.exclude_file, config.texts("exclude")),
        traffic=config.traffic,
    )


def _matchers(typed: tuple[str, ...], file: Path | None, configured: tuple[str, ...]) -> tuple[Matcher, ...]:
    return tuple(Matcher(text) for text in (*configured, *typed, *(_lines(file) if file else ())))


def _lines(file: Path) -> list[str]:
    try:
        lines = [line.strip() for line in file.read_text("utf-8").split("\n")]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from None
    return [line for line in lines if line and not line.startswith("#")]
