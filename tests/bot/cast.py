"""A small FAQ set and the turns asked of it. The fixed sentences are the real ones."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.actions.asked import Asked, read
from counselling.faq import Entry, FaqSet, Lines, Text, load

ROOT = Path(__file__).resolve().parents[2]


@cache
def real_lines() -> Lines:
    return load(ROOT / "faq").lines


def an_entry(entry_id: str, related: tuple[str, ...] = ()) -> Entry:
    def text(language: str) -> Text:
        return Text(f"{entry_id} {language}", (f"hỏi {entry_id}",), f"đáp {language}", "bước")

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


def a_set(*entries: Entry) -> FaqSet:
    by_id = {entry.id: entry for entry in entries}
    return FaqSet(by_id, {}, {}, {}, real_lines(), {}, "0")


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
