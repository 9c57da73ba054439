"""Putting together what the actions of one turn said."""

from typing import Any

from bot.answers import merge


def said(text: str, decision: str, **more: Any) -> dict[str, Any]:
    return {
        "replies": [{"text": text, "choices": [], "faq": None}],
        "decision": decision,
        "faq": None,
        "candidates": [],
        "effects": [],
        "awaiting": None,
    } | more


def test_what_one_action_said_is_the_answer() -> None:
    only = said("Chào chị!", "smalltalk", awaiting="consent")
    assert merge([only]) == only


def test_all_replies_and_effects_are_kept_in_order_and_the_last_action_decides() -> None:
    first = said("một", "smalltalk", effects=["record_refusal"], awaiting="consent")
    last = said("hai", "answer", faq="legal/id-card", effects=["open_ticket"])
    merged = merge([first, last])
    assert [reply["text"] for reply in merged["replies"]] == ["một", "hai"]
    assert merged["effects"] == ["record_refusal", "open_ticket"]
    assert (merged["decision"], merged["faq"], merged["awaiting"]) == (
        "answer",
        "legal/id-card",
        None,
    )
