"""What a site's own settings say, read without running any of it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

NAMES = ("properdocs.yml", "mkdocs.yml", "mkdocs.yaml", "zensical.toml")
"""Files that engines read, the one that wins first."""


class UnreadableSettingsError(Exception):
    """The settings are there, and cannot be read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The part of a site's settings that concerns the plans."""

    file: Path
    """Where they stand."""

    plugins: tuple[str, ...]
    """The plugins that are listed, without a theme's prefix."""

    options: Mapping[str, str]
    """What is set under `rmp`."""

    site: Path
    """Where the site is built."""


def find_settings(folder: Path) -> Path | None:
    """The file of settings in a folder, if there is one."""
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)


def read_settings(file: Path) -> Settings:
    """The settings of a site.

    Raises:
        UnreadableSettingsError: they are not what their name says.
        OSError: the file cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8")
        found = _from_toml(text) if file.suffix == ".toml" else _from_yaml(text)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark else ""
        raise UnreadableSettingsError(f"{file.name} cannot be read{line}.") from None
    plugins = dict(_listed(found.get("plugins")))
    rmp = plugins.get("rmp")
    return Settings(
        file,
        tuple(plugins),
        {str(key): str(value) for key, value in rmp.items()} if isinstance(rmp, Mapping) else {},
        file.parent / str(found.get("site_dir") or "site"),
    )


def _from_toml(text: str) -> Mapping[str, Any]:
    found = tomllib.loads(text)
    project = found.get("project", found)
    return project if isinstance(project, Mapping) else {}


def _from_yaml(text: str) -> Mapping[str, Any]:
    """Settings as plain values; tags such as `!ENV` and `!!python/name` are passed over, never followed."""
    found = _plain(yaml.compose(text, yaml.SafeLoader))
    return found if isinstance(found, Mapping) else {}


def _plain(node: Any) -> Any:  # noqa: ANN401 - a node of any shape
    if isinstance(node, yaml.MappingNode):
        return {str(_plain(key)): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value if node is not None else None


def _listed(plugins: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a list, or a map in both formats
    if isinstance(plugins, Mapping):
        yield from ((name.rpartition("/")[2], options) for name, options in plugins.items())
    for item in plugins if isinstance(plugins, list) else ():
        if isinstance(item, Mapping):
            yield from _listed(item)
        else:
            yield str(item).rpartition("/")[2], None
