"""Every colour that carries text keeps 4.5:1 against its ground, in light and in dark.

Source: WCAG 2.2, 1.4.3 and the definition of relative luminance.
"""

import re

import pytest

from desk.assets import STATIC

TEXT_ON_GROUND = [
    ("ink", "ground"),
    ("ink", "sheet"),
    ("ink", "main-pale"),
    ("ink", "red-pale"),
    ("ink", "green-pale"),
    ("ink", "amber-pale"),
    ("faint", "amber-pale"),
    ("faint", "ground"),
    ("faint", "sheet"),
    ("faint", "main-pale"),
    ("faint", "red-pale"),
    ("main", "ground"),
    ("main", "sheet"),
    ("on-main", "main"),
    ("on-red", "red"),
    ("on-amber", "amber"),
]
BORDER_ON_GROUND = [
    ("edge", "sheet"),
    ("edge", "ground"),
    ("edge", "amber-pale"),
    ("main", "sheet"),
]


def colours(scheme: str) -> dict[str, tuple[float, ...]]:
    light, dark = (STATIC / "base.css").read_text().split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): #(\w+);", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): #(\w+);", dark))
    return {name: rgb(value) for name, value in found.items()}


def rgb(value: str) -> tuple[float, ...]:
    full = value if len(value) == 6 else "".join(sign * 2 for sign in value)
    return tuple(int(full[place : place + 2], 16) / 255 for place in (0, 2, 4))


def luminance(colour: tuple[float, ...]) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast(rgb("000"), rgb("fff")) == pytest.approx(21)
    assert contrast(rgb("767676"), rgb("fff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(scheme: str, text: str, ground: str) -> None:
    palette = colours(scheme)
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("border", "ground"), BORDER_ON_GROUND)
def test_the_edges_of_fields_can_be_seen(scheme: str, border: str, ground: str) -> None:
    palette = colours(scheme)
    assert contrast(palette[border], palette[ground]) >= 3
