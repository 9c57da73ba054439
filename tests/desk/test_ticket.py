"""The page of one ticket, and what can be done there."""

import asyncio

import pytest

from app.office import Office
from counselling.conversations import Handler, Sender
from counselling.permissions import Role
from counselling.store.not_saved import NotSaved
from tests.counselling.cast import Woman
from tests.desk.people import add_user
from tests.desk.visitor import Answer, Visitor


async def move(visitor: Visitor, code: str, what: str, **fields: str) -> Answer:
    """``outcome`` is what the form for closing asks for; the others do not look at it."""
    return await visitor.post(f"/desk/tickets/{code}/{what}", **{"outcome": "helped"} | fields)


async def page(visitor: Visitor, code: str) -> str:
    answer = await visitor.get(f"/desk/tickets/{code}")
    assert answer.status == 200
    return answer.text


async def counsellors_texts(woman: Woman) -> list[str]:
    return [m.text for m in await woman.reads() if m.sender is Sender.COUNSELLOR]


async def test_the_transcript_tells_in_words_who_wrote_what(lan: Visitor, code: str) -> None:
    await move(lan, code, "claim")
    await move(lan, code, "reply", id="1", text="Chào chị, tôi là Lan.")
    transcript = (await page(lan, code)).split('id="transcript"')[1].split("</ol>")[0]
    for words in ("Chị", "Trợ lý", "Tư vấn viên", "Thông báo gửi chị ấy"):
        assert words in transcript
    assert "Chào chị, tôi là Lan." in transcript


async def test_a_marked_message_says_what_it_was_marked_for_and_no_other_does(
    lan: Visitor, code: str, woman: Woman
) -> None:
    await woman.says("chị cho em hỏi học phí lớp tiếng Hàn")
    page = (await lan.get(f"/desk/tickets/{code}")).text
    assert page.count("Được đánh dấu vì: chồng * đánh") == 1
    assert page.count("Được đánh dấu vì") == 1
    more = (await lan.get(f"/desk/tickets/{code}/messages?after=0")).text
    assert more.count("Được đánh dấu vì") == 1


@pytest.mark.parametrize("path", ["", "/messages?after=0"])
async def test_what_she_writes_is_text_and_nothing_else(
    path: str, lan: Visitor, code: str, woman: Woman
) -> None:
    await woman.says('<script>alert("x")</script><img src=x onerror=alert(1)> {{ 7*7 }} &amp;')
    text = (await lan.get(f"/desk/tickets/{code}{path}")).text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in text
    assert "{{ 7*7 }} &amp;amp;" in text


async def test_a_counsellors_name_is_text_too(
    office: Office, lan: Visitor, stranger: Visitor, code: str
) -> None:
    await add_user(office, "x", "<b>Hoa</b>", Role.COUNSELLOR)
    await stranger.sign_in("x")
    await move(stranger, code, "claim")
    assert "&lt;b&gt;Hoa&lt;/b&gt; đang phụ trách" in await page(lan, code)


async def test_a_ticket_that_does_not_exist_is_not_found(lan: Visitor) -> None:
    for path in ("", "/messages", "/live"):
        assert (await lan.get(f"/desk/tickets/XXX-XXX{path}")).status == 404
    for what in ("claim", "reply", "hand-back", "take-back", "close", "typing"):
        assert (await move(lan, "XXX-XXX", what, id="1", text="x")).status == 404


async def test_who_claims_may_write_and_the_team_mate_reads_along(
    lan: Visitor, hoa: Visitor, code: str
) -> None:
    assert (await move(lan, code, "claim")).location == f"/desk/tickets/{code}"
    assert 'name="text"' in await page(lan, code)
    hers = await page(hoa, code)
    assert 'name="text"' not in hers
    assert "Lan đang phụ trách cuộc trò chuyện này" in hers


async def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told_who(
    lan: Visitor, hoa: Visitor, code: str
) -> None:
    lans, hoas = await asyncio.gather(move(lan, code, "claim"), move(hoa, code, "claim"))
    assert sorted((lans.status, hoas.status)) == [303, 409]
    loser, winner = (lans, "Hoa") if lans.status == 409 else (hoas, "Lan")
    assert f"{winner} đã nhận phiếu này trước" in loser.text


async def test_a_reply_reaches_her_once_however_often_the_form_arrives(
    lan: Visitor, code: str, woman: Woman
) -> None:
    await move(lan, code, "claim")
    answers = await asyncio.gather(
        *(move(lan, code, "reply", id="same", text="Chào chị") for _ in range(5))
    )
    assert {answer.status for answer in answers} == {303}
    await move(lan, code, "reply", id="other", text="Chào chị")
    assert await counsellors_texts(woman) == ["Chào chị", "Chào chị"]


@pytest.mark.parametrize("fields", [{"text": "  ", "id": "1"}, {"text": "x" * 4001, "id": "1"}])
async def test_an_empty_or_endless_reply_is_not_sent_and_not_lost(
    fields: dict[str, str], lan: Visitor, code: str, woman: Woman
) -> None:
    await move(lan, code, "claim")
    answer = await move(lan, code, "reply", **fields)
    assert answer.status == 422
    assert fields["text"].strip() in answer.text
    assert await counsellors_texts(woman) == []


async def test_the_team_mates_reply_is_refused_with_her_text_kept(
    lan: Visitor, hoa: Visitor, code: str, woman: Woman
) -> None:
    await move(lan, code, "claim")
    answer = await move(hoa, code, "reply", id="1", text="Để tôi giúp")
    assert answer.status == 409
    assert "Để tôi giúp" in answer.text
    assert await counsellors_texts(woman) == []


async def test_a_reply_the_database_did_not_take_is_kept(
    lan: Visitor, code: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await move(lan, code, "claim")

    async def full_disk(*_: object, **__: object) -> int:
        raise NotSaved("disk full")

    monkeypatch.setattr(office.casework, "reply", full_disk)
    answer = await move(lan, code, "reply", id="1", text="Chào chị")
    assert answer.status == 503
    assert "Chào chị</textarea>" in answer.text


async def test_hand_back_take_back_and_close_pass_the_conversation_on(
    lan: Visitor, code: str, office: Office
) -> None:
    async def handler() -> Handler:
        return (await office.reception.state("webchat", "her-phone")).handler

    await move(lan, code, "claim")
    assert (await move(lan, code, "hand-back")).status == 303
    assert await handler() is Handler.ASSISTANT
    assert "Nhận lại" in await page(lan, code)
    assert (await move(lan, code, "reply", id="1", text="x")).status == 409
    assert (await move(lan, code, "take-back")).status == 303
    assert await handler() is Handler.COUNSELLOR
    assert (await move(lan, code, "close")).status == 303
    assert "Phiếu này đã đóng" in await page(lan, code)


@pytest.mark.parametrize("what", ["hand-back", "take-back", "close", "typing"])
async def test_the_team_mate_cannot_move_what_is_not_hers(
    what: str, lan: Visitor, hoa: Visitor, code: str
) -> None:
    await move(lan, code, "claim")
    assert (await move(hoa, code, what)).status == 409


async def test_a_step_that_no_longer_fits_shows_how_things_stand(lan: Visitor, code: str) -> None:
    await move(lan, code, "claim")
    await move(lan, code, "close")
    for what in ("claim", "close", "hand-back"):
        answer = await move(lan, code, what)
        assert answer.status == 409
        assert "Phiếu này đã đóng" in answer.text


async def test_only_what_is_new_is_asked_for(lan: Visitor, code: str, woman: Woman) -> None:
    seen = len(await woman.reads())
    await woman.says("còn một việc nữa")
    piece = (await lan.get(f"/desk/tickets/{code}/messages?after={seen}")).text
    assert piece.count("data-seq=") == len(await woman.reads()) - seen
    assert "còn một việc nữa" in piece


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "٣", ""])
async def test_nonsense_for_the_last_message_is_not_found(
    after: str, lan: Visitor, code: str
) -> None:
    assert (await lan.get(f"/desk/tickets/{code}/messages?after={after}")).status == 404


async def test_times_are_vietnamese(lan: Visitor, code: str, woman: Woman) -> None:
    utc = (await woman.reads())[0].at
    shown = f"{(utc.hour + 7) % 24:02}:{utc.minute:02}</time>"
    assert shown in await page(lan, code)


async def test_when_she_erases_the_conversation_its_words_are_gone_here_too(
    lan: Visitor, code: str, office: Office, woman: Woman
) -> None:
    await move(lan, code, "claim")
    await woman.says("điều chỉ chị biết")
    assert "điều chỉ chị biết" in await page(lan, code)
    await office.reception.erase("webchat", "her-phone")
    text = await page(lan, code)
    assert "điều chỉ chị biết" not in text
    assert "Chị ấy đã tự kết thúc phiếu này" in text
