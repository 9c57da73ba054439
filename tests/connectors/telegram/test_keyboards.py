"""Choices stand as buttons, and a button knows its choice again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.messaging.buttons import button_of
from connectors.telegram.formatting import parts_as_html
from connectors.telegram.keyboards import keyboard
from counselling.channels import Button
from counselling.conversations import Choice, Message, Sender

LONG = Choice("faq:legal/" + "recognise-a-divorce-from-korea" * 3, "Ly hôn ở Hàn, ghi chú ở đâu?")
YES, NO = Choice("consent.yes", "Có"), Choice("consent.no", "Không")


def a_message(*choices: Choice, text: str = "Chào chị", faq: str | None = None) -> Message:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Message("0123abcd" * 4, 12, Sender.ASSISTANT, text, at, choices=choices, faq=faq)


def test_a_message_without_choices_has_no_keyboard() -> None:
    assert keyboard(a_message()) is None


def test_a_button_leads_back_to_its_choice_however_long_its_id() -> None:
    message = a_message(LONG, YES)
    made = keyboard(message)
    assert made is not None
    data = made.inline_keyboard[0][0].callback_data

    assert isinstance(data, str)
    assert len(data.encode()) <= 64
    assert button_of(data) == Button(12, 0, "0123abcd")


def test_yes_and_no_stand_side_by_side() -> None:
    made = keyboard(a_message(YES, NO))

    assert made is not None
    assert [[button.text for button in row] for row in made.inline_keyboard] == [["Có", "Không"]]


def test_long_labels_have_a_row_each() -> None:
    made = keyboard(a_message(LONG, LONG))

    assert made is not None
    assert [len(row) for row in made.inline_keyboard] == [1, 1]


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "12",
        "12.x",
        "x.1",
        "1.1.1",
        "1.1.0123abcX",
        "1.1.0123abcde",
        "-1.0",
        "1.1234",
        "٣.١",
    ],
)
def test_what_is_no_button_of_ours_is_told_apart(data: str | None) -> None:
    assert button_of(data) is None


@given(st.text(max_size=64))
def test_no_data_breaks_it(data: str) -> None:
    button_of(data)


def test_signs_that_mean_something_in_html_stay_signs() -> None:
    message = a_message(text="a < b & <b>c</b>")

    assert parts_as_html(message, [message.text]) == ["a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"]


def test_where_an_answer_comes_from_is_set_in_italics() -> None:
    message = a_message(text="Chị mang giấy tờ.\n\nNguồn: Luật\nCập nhật: 1/1/2026", faq="legal/x")

    assert parts_as_html(message, [message.text]) == [
        "Chị mang giấy tờ.\n\n<i>Nguồn: Luật\nCập nhật: 1/1/2026</i>"
    ]
