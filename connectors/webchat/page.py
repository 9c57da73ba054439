"""The page and its files: read once, named by their content, packed once."""

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from connectors.webchat.words import WORDS
from counselling.conversations import LANGUAGES, Language
from counselling.reception import LONGEST_TEXT

FOLDER = Path(__file__).parent / "page"

# In this order: leaving must work even if what follows fails.
SCRIPTS = (
    "frame", "exit", "words", "page", "idle", "reader", "calls", "messages", "choices",
    "dock", "outbox", "socket_line", "poll_line", "line", "composer", "menu", "way_back", "main",
)  # fmt: skip
STYLES = ("colours", "frame", "cover", "messages", "calls", "composer")


@dataclass(frozen=True)
class Packed:
    """A text file, plain and gzipped. ``name`` changes whenever the content does."""

    name: str
    media_type: str
    plain: bytes
    gzipped: bytes


class Page:
    """The page in each language and the files it loads, by name."""

    def __init__(self, folder: Path = FOLDER) -> None:
        css = _slim("".join(_read(folder / "styles" / f"{name}.css") for name in STYLES))
        style = _pack("chat", "css", "text/css", css)
        script = _pack("chat", "js", "text/javascript", _script(folder))
        template = Template(_read(folder / "index.html"))
        names = {"style": style.name, "script": script.name}
        self.files: Mapping[str, Packed] = {file.name: file for file in (style, script)}
        self.widget = _pack("widget", "js", "text/javascript", _widget(folder))
        self.html: Mapping[Language, Packed] = {
            language: _pack("index", "html", "text/html", _fill(template, language, names))
            for language in LANGUAGES
        }


def _script(folder: Path) -> str:
    """All scripts as one file in one scope, the words and limits before them."""
    words = {language: _shown(WORDS[language]) for language in LANGUAGES}
    constants = {"WORDS": words, "LONGEST_TEXT": LONGEST_TEXT}
    lines = [f"const {name} = {_js(value)};\n" for name, value in constants.items()]
    lines += [_slim(_read(folder / "scripts" / f"{name}.js")) for name in SCRIPTS]
    return _scope("".join(lines))


def _widget(folder: Path) -> str:
    """The script of the sites that show the chat, with the few words it needs."""
    keys = ("title", "widget_close")
    words = {language: {key: WORDS[language][key] for key in keys} for language in LANGUAGES}
    return _scope(f"const WORDS = {_js(words)};\n" + _slim(_read(folder / "widget" / "widget.js")))


def _scope(script: str) -> str:
    return '(function () {\n"use strict";\n' + script + "}());\n"


def _js(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _shown(words: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in words.items() if not key.startswith(("error", "widget"))}


def _fill(template: Template, language: Language, names: Mapping[str, str]) -> str:
    words = {key: escape(text) for key, text in WORDS[language].items()}
    return template.substitute(words, lang=language, **names)


def _pack(stem: str, suffix: str, media_type: str, text: str) -> Packed:
    plain = text.encode()
    digest = hashlib.sha256(plain).hexdigest()[:16]
    packed = gzip.compress(plain, compresslevel=9, mtime=0)
    return Packed(f"{stem}.{digest}.{suffix}", media_type, plain, packed)


def _slim(text: str) -> str:
    """A script or sheet without indentation and without lines that are only a comment."""
    text = re.sub(r"^\s*/\*.*?\*/\n", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^\s*//.*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^\s+", "", text, flags=re.MULTILINE)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
