"""Asks a trained Rasa NLU model all messages; runs with the Python of Rasa's environment.

``python -m benchmarks.understanding.with_rasa MODEL MESSAGES ANSWERS``: ``MESSAGES`` is a JSON
list of texts, ``ANSWERS`` the file to write as benchmarks/understanding/contenders.py reads it.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from rasa.core.agent import Agent

from benchmarks.understanding.answering import Ranked, answer_all
from benchmarks.understanding.pipelines import FAQ, PLAIN
from bot.nlu.decision import FALLBACK


def main() -> None:
    """Load, warm up, ask."""
    model, messages, answers = sys.argv[1:]
    agent = Agent.load(model)
    loop = asyncio.new_event_loop()

    def rank(text: str) -> Ranked:
        return ranked(loop.run_until_complete(agent.parse_message(text)))

    answer_all(rank, messages, answers)


def ranked(parsed: dict[str, Any]) -> Ranked:
    """The entries ("theme/slug"), best first, and how sure it is that the first is meant."""
    if "faq_candidates" in parsed:
        return _of_ours(parsed)
    if "faq" in parsed.get("response_selector", {}):
        return _of_the_selector(parsed)
    found = [
        (_entry(one["name"]), float(one["confidence"]))
        for one in parsed["intent_ranking"]
        if one["name"].startswith(PLAIN)
    ]
    return Ranked([entry for entry, _ in found], found[0][1] if found else 0.0)


def _of_ours(parsed: dict[str, Any]) -> Ranked:
    """An answer is surer than asking back, that than giving up, and small talk is no entry."""
    intent, chance = parsed["intent"]["name"], float(parsed["intent"]["confidence"])
    sure = {"faq": 1 + chance, "faq_close": chance, FALLBACK: 1 - chance}.get(intent, 0.0)
    return Ranked([one["faq"] for one in parsed["faq_candidates"]], sure / 2)


def _of_the_selector(parsed: dict[str, Any]) -> Ranked:
    """Which entry the response selector says, times how sure the classifier is of the intent."""
    found = parsed["response_selector"]["faq"]["ranking"]
    faq = [one["confidence"] for one in parsed["intent_ranking"] if one["name"] == "faq"]
    sure = float(found[0]["confidence"]) * float(faq[0] if faq else 0.0)
    return Ranked([_entry(one["intent_response_key"]) for one in found], sure)


def _entry(label: str) -> str:
    return label.removeprefix(FAQ).removeprefix(PLAIN).replace(".", "/", 1)


if __name__ == "__main__":
    main()
