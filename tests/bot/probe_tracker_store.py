"""Fills the bounded tracker store and says what it kept. In: {"conversations": n, "turns": n}."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import BoundedTrackerStore

WORDS = "em muốn ly hôn"


async def fill(given: dict[str, Any]) -> dict[str, Any]:
    domain = Domain.load("bot/domain")
    store = BoundedTrackerStore(domain, conversations=given["conversations"], turns=given["turns"])
    for name in given["order"]:
        tracker = await store.get_or_create_tracker(name)
        take_turn(tracker, domain)
        await store.save(tracker)
    trackers: dict[str, Any] = {name: await store.retrieve(name) for name in await store.keys()}
    return {
        "kept": list(trackers),
        "events": {
            name: [event.type_name for event in one.events] for name, one in trackers.items()
        },
        "awaiting": {name: one.get_slot("awaiting") for name, one in trackers.items()},
        "has_words": any(
            WORDS in str(event.as_dict()) for one in trackers.values() for event in one.events
        ),
        "erased": await erased(store, given["order"][-1]),
        "unknown": await store.retrieve("nobody") is None,
    }


async def erased(store: BoundedTrackerStore, name: str) -> bool:
    """Whether nothing is left of the conversation once it is forgotten as the channel does it."""
    await store.save(DialogueStateTracker(name, slots=()))
    return await store.retrieve(name) is None and name not in store._kept


def take_turn(tracker: DialogueStateTracker, domain: Domain) -> None:
    intent = {"name": "faq", "confidence": 0.9}
    for event in (
        SlotSet("awaiting", "consent"),
        UserUttered(WORDS, intent, parse_data={"text": WORDS, "intent": intent, "entities": []}),
        ActionExecuted("action_answer"),
        BotUttered(WORDS),
        ActionExecuted("action_listen"),
    ):
        tracker.update(event, domain)


if __name__ == "__main__":
    json.dump(asyncio.run(fill(json.load(sys.stdin))), sys.stdout)
