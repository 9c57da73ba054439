"""The page of a ticket: notes, passing on, supervisors, replies, drafts, who else looks."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.permissions import Role, User
from tests.counselling.cast import Woman
from tests.desk.people import add_user
from tests.desk.test_streams import hear, listening
from tests.desk.visitor import Answer, Visitor


@pytest.fixture
async def hoa_user(office: Office, hoa: Visitor) -> User:
    user = await office.staff.authenticate("hoa", "a long enough password")
    assert user
    return user


@pytest.fixture
async def mai(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """The supervisor."""
    await add_user(office, "mai", "Mai", Role.SUPERVISOR)
    async with Visitor(server) as visitor:
        await visitor.sign_in("mai")
        yield visitor


@pytest.fixture
async def mine(lan: Visitor, code: str) -> str:
    """The code of the ticket that Lan has claimed."""
    await post(lan, code, "claim")
    return code


async def post(visitor: Visitor, code: str, what: str, **fields: str) -> Answer:
    return await visitor.post(f"/desk/tickets/{code}/{what}", **fields)


async def page(visitor: Visitor, code: str, query: str = "") -> str:
    answer = await visitor.get(f"/desk/tickets/{code}{query}")
    assert answer.status == 200
    return answer.text


def reply_box(html: str) -> str:
    found = re.search(r'<textarea id="text"[^>]*>([^<]*)</textarea>', html)
    return found[1] if found else "no box"


async def test_a_note_stands_between_the_messages_and_says_that_she_does_not_see_it(
    lan: Visitor, hoa: Visitor, woman: Woman, mine: str
) -> None:
    assert (await post(hoa, mine, "notes", note="sợ <b>em</b> chồng")).status == 303
    await woman.says("dạ")
    html = await page(lan, mine)
    note = html.index("sợ &lt;b&gt;em&lt;/b&gt; chồng")
    assert html.index("Từ giờ, người thật trả lời chị") < note < html.index(">dạ</p>")
    assert "chị ấy không thấy" in html


async def test_a_note_reaches_an_open_page_with_what_is_new(
    lan: Visitor, hoa: Visitor, woman: Woman, mine: str
) -> None:
    seen = len(await woman.reads())
    async with listening(lan, f"/desk/tickets/{mine}/live") as stream:
        await post(hoa, mine, "notes", note="gọi lại thứ hai")
        await hear(stream, "messages")
    piece = (await lan.get(f"/desk/tickets/{mine}/messages?after={seen}")).text
    assert piece.count("data-note=") == 1
    assert "gọi lại thứ hai" in piece


async def test_an_empty_or_endless_note_is_not_kept_and_not_lost(lan: Visitor, mine: str) -> None:
    assert (await post(lan, mine, "notes", note=" ")).status == 422
    answer = await post(lan, mine, "notes", note="x" * 4001)
    assert answer.status == 422
    assert "x" * 4001 in answer.text


async def test_passed_on_the_giver_goes_to_her_list_and_the_receiver_is_shown_it_is_new(
    lan: Visitor, hoa: Visitor, hoa_user: User, mine: str
) -> None:
    assert "Hoa" in (await page(lan, mine)).split('id="pass-to"')[1].split("</select>")[0]
    async with listening(hoa, "/desk/live") as stream:
        answer = await post(lan, mine, "transfer", to=f"staff:{hoa_user.id}", note="sợ em chồng")
        assert (answer.status, answer.location) == (303, "/desk?show=mine")
        await hear(stream, "queue")
    assert "Mới được chuyển tới" in (await hoa.get("/desk?show=mine")).text
    html = await page(hoa, mine)
    assert "sợ em chồng" in html
    assert "Chuyển cho đồng nghiệp" in html
    assert "Người làm tiếp" in html
    assert "Mới được chuyển tới" not in (await hoa.get("/desk?show=mine")).text
    assert 'name="text"' not in await page(lan, mine)


@pytest.mark.parametrize("to", ["", "staff:", "staff:nobody", "office:nowhere", "x"])
async def test_passed_on_to_nobody_it_stays_and_the_note_is_not_lost(
    lan: Visitor, mine: str, to: str
) -> None:
    answer = await post(lan, mine, "transfer", to=to, note="viết rồi")
    assert answer.status == 422
    assert "viết rồi" in answer.text
    assert "Bạn chọn người hoặc nơi làm tiếp nhé" in answer.text


async def test_a_supervisor_finds_the_question_in_her_list_and_answers_in_a_note(
    lan: Visitor, hoa: Visitor, mai: Visitor, mine: str
) -> None:
    assert mine not in (await mai.get("/desk?show=asked")).text
    assert (await post(lan, mine, "ask-supervisor", note="có nên báo công an?")).status == 303
    assert mine in (await mai.get("/desk?show=asked")).text
    assert (await hoa.get("/desk?show=asked")).status == 404
    assert 'id="reply"' not in await page(mai, mine)  # one voice to her
    await post(mai, mine, "notes", note="hỏi chị ấy muốn gì trước")
    assert mine not in (await mai.get("/desk?show=asked")).text
    assert "Giám sát đã trả lời" in (await lan.get("/desk?show=mine")).text
    assert "hỏi chị ấy muốn gì trước" in await page(lan, mine)


async def test_a_supervisor_takes_over_and_a_counsellor_cannot(
    lan: Visitor, lan_user: User, hoa: Visitor, mai: Visitor, mine: str
) -> None:
    assert "take-over" not in await page(hoa, mine)
    assert (await post(hoa, mine, "take-over", held_by=lan_user.id)).status == 404
    assert f'value="{lan_user.id}"' in await page(mai, mine)
    assert (await post(mai, mine, "take-over", held_by="somebody")).status == 409
    assert (await post(mai, mine, "take-over", held_by=lan_user.id)).status == 303
    assert 'id="reply"' in await page(mai, mine)


async def test_a_reply_is_found_without_marks_and_put_into_the_box_without_any_script(
    lan: Visitor, woman: Woman, mine: str
) -> None:
    found = (await lan.get(f"/desk/tickets/{mine}/replies?q=tam+biet")).text
    link = re.search(rf'href="(/desk/tickets/{mine}\?insert=reply%3Agoodbye#text)"', found)
    assert link, "no link that fills the box"
    await post(lan, mine, "draft", text="Chào chị")
    before = await woman.texts()
    html = (await lan.get(link[1].split("#")[0])).text
    assert reply_box(html).startswith("Chào chị\n\nCảm ơn chị đã nói chuyện với tôi.")
    assert await woman.texts() == before  # nothing goes out by itself


async def test_the_search_gives_the_script_a_piece_and_escapes_what_was_typed(
    lan: Visitor, mine: str
) -> None:
    whole = await lan.get(f"/desk/tickets/{mine}/replies?q=<script>")
    assert "<script>" not in whole.text.split("<main")[1]
    piece = await lan.get(f"/desk/tickets/{mine}/replies?q=", **{"X-Desk-Script": "1"})
    assert piece.text.count("data-text=") > 15
    assert "<html" not in piece.text


async def test_the_box_is_filled_for_nobody_but_the_holder(
    lan: Visitor, hoa: Visitor, mine: str
) -> None:
    await post(lan, mine, "draft", text="chỉ của Lan")
    html = await page(hoa, mine, "?insert=reply:goodbye")
    assert "Cảm ơn chị đã nói chuyện" not in html
    assert "chỉ của Lan" not in html


async def test_what_was_begun_is_there_again_after_a_new_login_until_it_is_sent(
    lan: Visitor, stranger: Visitor, mine: str
) -> None:
    assert (await post(lan, mine, "draft", text="Chào chị, tôi")).status == 204
    await stranger.sign_in("lan")
    assert reply_box(await page(stranger, mine)) == "Chào chị, tôi"
    await post(lan, mine, "reply", id="1", text="Chào chị, tôi là Lan")
    assert reply_box(await page(lan, mine)) == ""


async def test_the_team_mate_is_told_who_looks_and_who_writes(
    lan: Visitor, hoa: Visitor, mine: str
) -> None:
    here = f"/desk/tickets/{mine}/onlookers"
    async with listening(hoa, f"/desk/tickets/{mine}/live") as stream:
        async with listening(lan, f"/desk/tickets/{mine}/live"):
            await hear(stream, "onlookers")
            assert "Lan cũng đang xem ca này" in (await hoa.get(here)).text
            assert "Hoa cũng đang xem ca này" in (await lan.get(here)).text
            await post(lan, mine, "typing")
            await hear(stream, "onlookers")
            assert "Lan đang viết" in (await hoa.get(here)).text
        await hear(stream, "onlookers")
    async with asyncio.timeout(5):
        while "xem ca này" in (await lan.get(here)).text:  # noqa: ASYNC110  # it says nothing
            await asyncio.sleep(0.05)


async def test_under_a_reply_stands_that_it_was_sent_and_under_hers_what_was_understood(
    lan: Visitor, woman: Woman, office: Office
) -> None:
    await woman.says("giấy khai sinh?")
    code = await woman.asks_for_a_person()
    await post(lan, code, "claim")
    await post(lan, code, "reply", id="1", text="Chào chị")
    await office.outbox.settle()
    html = await page(lan, code)
    mine = html.split('from-counsellor"')[1].split("</li>")[0]
    assert 'data-way="sent">Đã gửi</p>' in mine
    hers = html.split("giấy khai sinh?")[1].split("</li>")[0]
    assert "Trợ lý hiểu thế nào" in hers
    assert "Đủ chắc để trả lời" in hers


async def test_an_emergency_that_waits_at_another_office_counts_as_nobodys(
    lan: Visitor, hoa: Visitor, mine: str
) -> None:
    assert mine not in (await hoa.get("/desk/counts")).text
    await post(lan, mine, "transfer", to="office:can-tho")
    assert mine in (await hoa.get("/desk/counts")).text
