"""Every colour of the style sheet can be read on its ground, by day and by night."""

import re
from importlib import resources

import pytest

CSS = (resources.files("rmpkit.render") / "assets" / "rmp.css").read_text(encoding="utf-8")
GROUNDS = {"default": "#ffffff", "slate": "#1e2129"}
READABLE = 4.5


def _colours(scheme: str) -> dict[str, str]:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', CSS, re.DOTALL)
    assert block
    return dict(re.findall(r"(--rmp-[a-z-]+): (#[0-9a-f]{6});", block[1]))


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", GROUNDS)
def test_text_stands_out_from_its_ground(scheme):
    colours = _colours(scheme)
    for name in ("alarm", "care", "good", "calm", "quiet", "link", "second", "third", "fourth"):
        assert _contrast(colours[f"--rmp-{name}"], GROUNDS[scheme]) >= READABLE, name


@pytest.mark.parametrize("scheme", GROUNDS)
@pytest.mark.parametrize("tone", ["alarm", "care", "good"])
def test_text_stands_out_from_a_wash(scheme, tone):
    colours = _colours(scheme)
    assert _contrast(colours[f"--rmp-{tone}"], colours[f"--rmp-{tone}-wash"]) >= READABLE
    assert _contrast(colours["--rmp-link"], colours[f"--rmp-{tone}-wash"]) >= READABLE


def test_colours_are_written_once_for_each_scheme():
    assert set(_colours("default")) == set(_colours("slate"))


def test_every_rule_stands_inside_the_theme():
    bare = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    for selector in re.findall(r"^\s*([.#\[a-z][^{}@]*?)\s*\{", bare, re.MULTILINE):
        for one in re.split(r",(?![^()]*\))", selector):
            name = one.strip()
            assert name.startswith((".md-", ":root", "[data-md-color-scheme")), name
