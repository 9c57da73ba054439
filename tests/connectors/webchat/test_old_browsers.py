"""The page runs on the phones women have: Chrome 80 and what is built on it (2020).

That is Samsung Internet 13, and well below the Chrome 88 to 96 of five years ago. Beside each
feature stands the first Chrome that has it (MDN's browser-compat-data).
"""

import re
from pathlib import Path

import pytest

from connectors.webchat.page import FOLDER

SCRIPTS = sorted(FOLDER.rglob("*.js"))
STYLES = sorted(FOLDER.rglob("*.css"))
TOO_NEW_FOR_SCRIPTS = {
    r"\|\|=|&&=|\?\?=": 85,
    r"\.replaceAll\(": 85,
    r"Promise\.any\(": 85,
    r"\.replaceChildren\(": 86,
    r"\.at\(": 92,
    r"randomUUID": 92,
    r"Object\.hasOwn": 93,
    r"structuredClone": 98,
    r"AbortSignal\.(timeout|any)": 103,
    r"\.toSorted\(|\.toReversed\(|\.with\(|findLast": 97,
    r"Intl\.Segmenter": 87,
    r"\binert\b": 102,
    r"static\s*\{": 94,
    r"\bthis\.#|^\s+#\w+\s*[=;(]": 84,
    r"\bimport\b|\bexport\b|^await ": 89,
    r"\?\.[\w(\[]|\?\?": 80,  # Samsung Internet 12 and UC have neither
    r"\(\?<[=!]": 62,  # looking behind: Safari 16.4 only, and the whole script would not be read
    r"\d_\d": 75,
    r"navigator\.(userAgentData|virtualKeyboard)": 90,
    r"addEventListener\(\"(scrollend|beforetoggle)": 114,
    r"popover|showPicker": 114,
}  # fmt: skip
TOO_NEW_FOR_STYLES = {
    r":has\(": 105,
    r":(is|where)\(": 88,
    r"\d(d|s|l)v[hw]\b": 108,
    r"(?<![\w-])inset\s*:": 87,
    r"(?<![\w-])gap\s*:": 84,  # in a flexible row; grid-gap is older
    r"(margin|padding|inset|border)-(inline|block)\s*:": 87,
    r"aspect-ratio\s*:": 88,
    r"accent-color": 93,
    r"color-mix\(|light-dark\(|oklch\(": 111,
    r"@(layer|container|property|scope|starting-style)\b": 85,
    r"(^|[{;])\s*&": 112,
    r"\((width|height)\s*[<>]": 104,
    r"text-wrap": 114,
    r"content-visibility|scrollbar-gutter": 85,
    r"overflow(-[xy])?\s*:\s*clip": 90,
    r"(?<![\w-])(translate|rotate|scale)\s*:": 104,
    r"(?<!not\():focus-visible": 86,  # in :not() an old browser drops the rule and shows the ring
}


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_the_scripts_use_nothing_newer(file: Path) -> None:
    assert too_new(file, TOO_NEW_FOR_SCRIPTS) == []


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_the_styles_use_nothing_newer(file: Path) -> None:
    assert too_new(file, TOO_NEW_FOR_STYLES) == []


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_a_measure_that_an_old_browser_does_not_know_follows_one_that_it_does(file: Path) -> None:
    for property_, value in re.findall(r"([\w-]+):\s*([^;{}]+);", file.read_text("utf-8")):
        if re.search(r"\b(min|max|clamp)\(|Canvas", value):
            simple = rf"{property_}:\s*[^;{{}}()]+;\s*{property_}:"
            assert re.search(simple, file.read_text("utf-8")), f"{property_}: {value}"


def too_new(file: Path, features: dict[str, int]) -> list[str]:
    """What the file uses that the oldest phones lack, with the first Chrome that has it."""
    text = file.read_text("utf-8")
    return [
        f"{found.group()!r} (Chrome {chrome})"
        for feature, chrome in features.items()
        for found in re.finditer(feature, text, re.MULTILINE)
    ]
