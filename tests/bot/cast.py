"""A small FAQ set and the turns asked of it. The fixed sentences are the real ones."""

from datetime import date
from typing import Any

from bot.actions.asked import Asked, read
from counselling.conversations import LANGUAGES, Language
from counselling.faq import Entry, FaqSet, Lines, Text, Theme, Topic
from tests.the_set import the_set


def real_lines() -> Lines:
    return the_set().lines


def an_entry(entry_id: str, related: tuple[str, ...] = (), *, answer: str = "đáp") -> Entry:
    def text(language: str) -> Text:
        title, asked = f"{entry_id} {language}", (f"hỏi {entry_id}",)
        return Text(title, asked, f"{answer} {language}", "bước")

    return Entry(
        id=entry_id,
        theme=entry_id.split("/", maxsplit=1)[0],
        texts={"vi": text("vi"), "en": text("en"), "ko": text("ko")},
        sources=("Luật",),
        as_of=date(2026, 11, 22),
        review="draft",
        review_due=date(2027, 2, 22),
        related=related,
        hotlines=(),
        partners=(),
    )


def a_set(*entries: Entry, themes: tuple[Theme, ...] = ()) -> FaqSet:
    by_id = {entry.id: entry for entry in entries}
    return FaqSet(by_id, {}, {}, {}, real_lines(), the_set().consent, {}, "0", themes=themes)


def a_theme(theme_id: str, **topics: tuple[str, ...]) -> Theme:
    """A theme whose titles are ids; each topic holds the slugs given."""

    def titles(name: str) -> dict[Language, str]:
        return {language: f"{name} {language}" for language in LANGUAGES}

    return Theme(
        theme_id,
        titles(theme_id),
        tuple(
            Topic(name, titles(name), tuple(f"{theme_id}/{slug}" for slug in slugs))
            for name, slugs in topics.items()
        ),
    )


class FakeTracker:
    """As much of rasa-sdk's tracker as the actions read."""

    def __init__(self, latest_message: dict[str, Any]) -> None:
        self.latest_message = latest_message


def asked(
    intent: str = "faq",
    *candidates: str,
    likeness: float = 1.0,
    **turn: str | None,
) -> Asked:
    found = [{"faq": name, "score": 0.5 - place / 10} for place, name in enumerate(candidates)]
    return read(
        FakeTracker(
            {
                "intent": {"name": intent, "confidence": 0.9},
                "likeness": likeness,
                "faq_candidates": found,
                "metadata": {"language": "vi"} | turn,
            }
        )
    )
