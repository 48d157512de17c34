"""The options that say what to make of a document, stated once for all commands that read one."""

from collections.abc import Callable, Collection
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from apigen.cli import options
from apigen.cli.pipeline import Wishes

# By field of Wishes: the option, and what it is where it is not given.
_OPTIONS: dict[str, tuple[Any, Any]] = {
    "overlays": (options.Overlay, None),
    "allow_remote_refs": (options.AllowRemoteRefs, False),
    "root": (options.Root, None),
    "include": (options.Include, None),
    "exclude": (options.Exclude, None),
    "include_file": (options.IncludeFile, None),
    "exclude_file": (options.ExcludeFile, None),
    "allow": (options.Allow, None),
    "read_only": (options.ReadOnly, False),
    "arazzo": (options.Arazzo, None),
    "life_cycles": (options.LifeCycles, False),
    "config": (options.ConfigFile, None),
    "seed": (options.Seed, None),
    "locale": (options.Locale, None),
    "env_prefix": (options.EnvPrefix, ""),
    "auth": (options.Auth, None),
}


def takes_wishes(command: Callable[..., None], without: Collection[str] = ()) -> Callable[..., None]:
    """The command with options in place of its parameter `wishes`; `without`: fields that are none of its matter."""
    shared = {name: option for name, option in _OPTIONS.items() if name not in without}

    @wraps(command)
    def called(**given: Any) -> None:
        wished = {name: given.pop(name) for name in shared}
        lists = {name: tuple(value) for name, value in wished.items() if isinstance(value, list)}
        command(wishes=Wishes(**{k: v for k, v in wished.items() if v is not None} | lists), **given)

    own = signature(command)
    parameters: list[Parameter] = []
    for parameter in own.parameters.values():
        if parameter.name != "wishes":
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))
            continue
        for name, (annotation, default) in shared.items():
            parameters.append(Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default))
    called.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]  # Typer reads it
    return called
