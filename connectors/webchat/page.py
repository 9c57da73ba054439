"""The page: one file with all that it needs, put together and packed once."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

import brotli

from connectors.webchat.words import WORDS
from counselling.conversations import LANGUAGES, Language
from counselling.reception import LONGEST_TEXT

FOLDER = Path(__file__).parent / "page"

# What she needs to read, write and leave comes first and works even if the rest never comes.
FIRST_SCRIPTS = ("frame", "exit", "early")
FIRST_GIVES = ("exit", "blank", "forget", "catchUp")
SCRIPTS = (
    "words", "page", "idle", "reader", "calls", "messages", "choices", "dock", "outbox",
    "socket_line", "poll_line", "line", "composer", "menu", "way_back", "main",
)  # fmt: skip
FIRST_STYLES = ("colours", "frame", "room", "composer")
STYLES = ("cover", "menu", "messages", "calls")

_QUALITY = 10  # of 11, which takes three times as long for 2 % less


@dataclass(frozen=True)
class Packed:
    """A text file, plain and packed in the two ways that browsers unpack (RFC 1952, RFC 7932)."""

    media_type: str
    plain: bytes
    gzipped: bytes
    brotli: bytes


class Page:
    """The page in each language: one answer, so that a slow line is gone once to and fro.

    ``policy``: the Content-Security-Policy sources of its scripts and of its style, the SHA-256
    of each (CSP 3, 6.7.2.2), so that nothing else runs: ``script-src``, ``style-src``.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        parts = {
            "first_style": _styles(folder, FIRST_STYLES),
            "first_script": _first_script(folder),
            "style": _styles(folder, STYLES),
            "script": _script(folder),
        }
        self.policy: Mapping[str, str] = {
            "script-src": f"{_source(parts['first_script'])} {_source(parts['script'])}",
            "style-src": f"{_source(parts['first_style'])} {_source(parts['style'])}",
        }
        template = Template(_slim(_read(folder / "index.html")))
        self.widget = _pack("text/javascript", _widget(folder))
        self.html: Mapping[Language, Packed] = {
            language: _pack("text/html", *_first_and_rest(_fill(template, language, parts)))
            for language in LANGUAGES
        }


def _source(inline: str) -> str:
    digest = hashlib.sha256(inline.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _first_script(folder: Path) -> str:
    """What works before the rest has come, in a scope that gives the rest a few names."""
    given = "return { " + ", ".join(FIRST_GIVES) + " };\n"
    return "const FIRST = " + _scope(_scripts(folder, FIRST_SCRIPTS) + given)


def _script(folder: Path) -> str:
    """All other scripts in one scope, the words and limits before them."""
    words = {language: _shown(WORDS[language]) for language in LANGUAGES}
    constants = {"WORDS": words, "LONGEST_TEXT": LONGEST_TEXT}
    lines = [f"const {name} = {_js(value)};\n" for name, value in constants.items()]
    given = "const { " + ", ".join(FIRST_GIVES) + " } = FIRST;\n"
    return _scope(given + "".join(lines) + _scripts(folder, SCRIPTS))


def _styles(folder: Path, names: Iterable[str]) -> str:
    sheet = _slim("".join(_read(folder / "styles" / f"{name}.css") for name in names))
    return re.sub(r"\s*([{};,])\s*|(:)\s+", r"\1\2", sheet)  # no blank says anything there


def _scripts(folder: Path, names: Iterable[str]) -> str:
    return "".join(_slim(_read(folder / "scripts" / f"{name}.js")) for name in names)


def _widget(folder: Path) -> str:
    """The script of the sites that show the chat, with the few words it needs."""
    keys = ("title", "widget_close")
    words = {language: {key: WORDS[language][key] for key in keys} for language in LANGUAGES}
    return _scope(f"const WORDS = {_js(words)};\n" + _slim(_read(folder / "widget" / "widget.js")))


def _scope(script: str) -> str:
    return '(function () {\n"use strict";\n' + script + "}());\n"


def _js(value: object) -> str:
    """A constant of a script; nothing in it can end the script's element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _shown(words: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in words.items() if not key.startswith(("error", "widget"))}


def _fill(template: Template, language: Language, parts: Mapping[str, str]) -> str:
    words = {key: escape(text) for key, text in WORDS[language].items()}
    return template.substitute(words, lang=language, **parts)


def _first_and_rest(page: str) -> tuple[str, str]:
    """What she needs to read, write and leave, and what can come later: from its second style."""
    cut = page.rindex("<style>")
    return page[:cut], page[cut:]


def _pack(media_type: str, *parts: str) -> Packed:
    """Each part can be unpacked, and is shown, before a byte of the next has come."""
    plain = "".join(parts).encode()
    squeezer = brotli.Compressor(mode=brotli.MODE_TEXT, quality=_QUALITY)
    squeezed = b"".join(squeezer.process(part.encode()) + squeezer.flush() for part in parts)
    squeezed += squeezer.finish()
    return Packed(media_type, plain, gzip.compress(plain, compresslevel=9, mtime=0), squeezed)


def _slim(text: str) -> str:
    """A script, sheet or page without indentation and without lines that are only a comment."""
    text = re.sub(r"^\s*<!--.*?-->\n", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^\s*/\*.*?\*/\n", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^\s*//.*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^\s+", "", text, flags=re.MULTILINE)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
