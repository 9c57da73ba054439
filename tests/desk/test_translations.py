"""Every text of the desk in Vietnamese."""

import re
import string

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from desk.pages import TEMPLATES
from desk.translations import po_files

DESK = TEMPLATES.parent
EXTRACTORS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
JINJA = re.compile(
    r"\{% block kind %\}.*?\{% endblock %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", flags=re.DOTALL
)


def used() -> set[str]:
    found = extract_from_dir(DESK, EXTRACTORS, OPTIONS)
    return {text[0] if isinstance(text, tuple) else text for _, _, text, _, _ in found}


def translated() -> list[Message]:
    found = []
    for file in po_files("vi"):
        with file.open("rb") as source:
            catalog = read_po(source, abort_invalid=True)
        assert not catalog.obsolete
        found += [message for message in catalog if message.id]
    return found


def test_every_text_has_its_translation_and_no_translation_is_left_over() -> None:
    assert len(used()) > 100
    assert sorted(used()) == sorted(str(message.id) for message in translated())


@pytest.mark.parametrize("message", translated(), ids=lambda message: str(message.id)[:40])
def test_a_translation_is_finished_and_keeps_the_places_of_names(message: Message) -> None:
    vietnamese, english = str(message.string), str(message.id)
    assert not message.fuzzy
    assert vietnamese.strip() == vietnamese != ""
    assert vietnamese != english
    assert places(vietnamese) == places(english)


def places(text: str) -> list[str]:
    named = re.findall(r"%\(\w+\)s", text)
    return sorted(named + [name for _, name, _, _ in string.Formatter().parse(text) if name])


def test_no_text_is_written_past_the_translations() -> None:
    """Letters between tags that do not come from an expression."""
    for template in TEMPLATES.glob("*.html"):
        text = JINJA.sub("", template.read_text())
        text = re.sub(r"<kbd>.*?</kbd>|<[^>]*>", "", text, flags=re.DOTALL)
        words = set(re.findall(r"[^\W\d_]{2,}", text))
        assert words <= {"English", "Tiếng", "Việt", "Telegram"}, template.name
