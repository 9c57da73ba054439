"""What is in the menu can also be said, in three languages, without Rasa."""

import pytest

from app.office import Office
from counselling.attentive import wish_in
from tests.counselling.cast import FakeAssistant, Woman


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("mã quay lại", "code"),
        ("Cho em xin ma quay lai!", "code"),
        ("return code", "code"),
        ("나중에 다시", "code"),
        ("I have been here before", "back"),
        ("tôi không muốn tư vấn viên đọc nữa", "withdraw"),
        ("I no longer want a counsellor to read", "withdraw"),
        ("đổi giờ nhắn", "contact"),
        ("cho em doi tu rieng", "word"),
        ("I want to change my word", "word"),
        ("낱말 바꾸고 싶어요", "word"),
        ("hôm nay trời mưa", None),
        ("chồng tôi bảo quay lại sau khi ly hôn nhưng tôi không muốn về nhà đó", None),
        ("", None),
    ],
)
def test_what_she_wishes_is_heard(text: str, what: str | None) -> None:
    assert wish_in(text) == what


async def test_saying_it_shows_the_button_and_asks_nobody(
    office: Office, assistant: FakeAssistant
) -> None:
    for text, choice in (("mã quay lại", "code"), ("thôi không cho đọc", "withdraw")):
        woman = Woman(office, address=choice)
        await woman.says(text)
        assert [one.id for one in (await woman.reads())[-1].choices] == [choice]
    assert assistant.turns == []


async def test_everything_else_is_the_assistants(woman: Woman) -> None:
    await woman.says("ly hôn")
    assert (await woman.texts())[-1] == "answer to ly hôn"
