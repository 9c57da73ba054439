"""What the channel makes of a turn before Rasa sees it."""

import pytest

from bot.turns import HARMLESS_SIGN, BadTurn, harmless, intent_of, read_turn

TURN = {
    "conversation_id": "c1",
    "text": "em muốn ly hôn",
    "choice": None,
    "language": "vi",
    "awaiting": None,
    "last_faq": None,
    "danger": "none",
    "handler": "assistant",
}


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "  /restart",
        '\n/handoff{"a": "b"}',
        "\u200b/restart",
        "\ufeff \u2060/restart",
        "\u00ad\t/back",
        "\u0301/restart",
        "\x00/restart",
        "/",
    ],
)
def test_a_leading_slash_is_no_command_whatever_stands_before_it(text: str) -> None:
    assert not harmless(text).strip().startswith("/")
    assert "/" not in harmless(text)


def test_the_rest_of_a_text_with_a_slash_stays_as_written() -> None:
    assert harmless("/a/b") == f"{HARMLESS_SIGN}a/b"


@pytest.mark.parametrize("text", ["", "   ", "xã/phường nào", "1/7/2026 ạ", "한국/베트남"])
def test_a_slash_inside_a_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_a_turn_is_read_with_all_its_state() -> None:
    turn = read_turn(TURN | {"awaiting": "consent", "last_faq": "legal/id-card"})
    assert turn.metadata() == {
        "choice": None,
        "language": "vi",
        "awaiting": "consent",
        "last_faq": "legal/id-card",
        "danger": "none",
        "handler": "assistant",
    }


def test_what_travels_beside_the_text_does_not_hold_the_text() -> None:
    assert "em muốn ly hôn" not in str(read_turn(TURN).metadata())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"conversation_id": ""}, "conversation_id"),
        ({"conversation_id": 7}, "conversation_id"),
        ({"text": None}, "text"),
        ({"language": "fr"}, "language"),
        ({"choice": "restart"}, "choice"),
        ({"choice": "faq:"}, "choice"),
        ({"choice": "themes:legal"}, "choice"),
        ({"choice": "helpful:"}, "choice"),
        ({"awaiting": ["consent"]}, "awaiting"),
    ],
)
def test_a_turn_that_is_not_as_agreed_is_refused_by_the_fields_name(
    change: dict[str, object], field: str
) -> None:
    with pytest.raises(BadTurn, match=f"^{field}$"):
        read_turn(TURN | change)


@pytest.mark.parametrize("body", [None, [], "x", 3])
def test_a_body_that_is_no_object_is_refused(body: object) -> None:
    with pytest.raises(BadTurn, match="body"):
        read_turn(body)


@pytest.mark.parametrize(
    ("choice", "intent"),
    [
        ("person", "choose_person"),
        ("consent.yes", "choose_consent_yes"),
        ("consent.no", "choose_consent_no"),
        ("none", "choose_none"),
        ("faq:legal/id-card", "choose_faq"),
        ("themes", "choose_browse"),
        ("theme:legal", "choose_browse"),
        ("topic:legal/divorce", "choose_browse"),
        ("helpful:legal/id-card", "choose_helpful"),
        ("unhelpful:legal/id-card", "choose_unhelpful"),
    ],
)
def test_every_choice_has_its_intent(choice: str, intent: str) -> None:
    assert intent_of(choice) == intent
