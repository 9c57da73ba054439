"""Referrals at the desk, over HTTP: proposing, seeing it as she will, asking, sending, stopping."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from app.office import Office
from counselling.permissions import Role
from tests.counselling.cast import Woman, give_to
from tests.desk.people import add_user
from tests.desk.referred import put_referral
from tests.desk.visitor import Answer, Visitor


def form(step: str, **more: str) -> dict[str, str]:
    until = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    return {
        "agency": "legal-aid-centre", "need": "legal", "purpose": "", "urgency": "normal",
        "valid_until": until, "way": "chat", "change": "", "id": "f" * 32, "step": step,
        "share_name": "1", "text_name": "Chị Sen",
    } | more  # fmt: skip


@pytest.fixture
async def claimed(lan: Visitor, code: str) -> str:
    """The address of the referrals of a ticket that Lan holds."""
    await lan.post(f"/desk/tickets/{code}/claim")
    return f"/desk/tickets/{code}/referrals"


async def asked(lan: Visitor, claimed: str, **more: str) -> Answer:
    return await lan.post(claimed, **form("ask", **more))


async def button(woman: Woman, verb: str) -> str:
    return next(c.id for c in (await woman.reads())[-1].choices if c.id.startswith(f"refer.{verb}"))


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("q=tro+giup+phap+ly", "Trung tâm Trợ giúp pháp lý", "Tòa án nhân dân khu vực"),
        ("q=vay", "Ngân hàng Chính sách xã hội", "Trung tâm Trợ giúp pháp lý"),
        ("need=safety", "Ngôi nhà Bình yên", "Ngân hàng Chính sách xã hội"),
        ("province=H%E1%BA%A3i+D%C6%B0%C6%A1ng", "Hải Phòng (KOCUN)", "Cần Thơ (KOCUN)"),
        ("q=khong-co-noi-nao", "Không có nơi nào phù hợp", "Ngân hàng Chính sách xã hội"),
    ],
)
async def test_an_agency_is_found_by_words_without_marks_by_need_and_by_province(
    lan: Visitor, claimed: str, query: str, found: str, not_found: str
) -> None:
    text = (await lan.get(f"{claimed}?{query}")).text
    assert found in text
    assert not_found not in text.partition('id="agencies"')[2]


async def test_nothing_is_ticked_before_the_counsellor_ticks_it(lan: Visitor, claimed: str) -> None:
    page = await lan.get(f"{claimed}/new?agency=peace-house")
    assert page.status == 200
    assert not re.search(r'name="share_[^>]*checked', page.text)


async def test_she_is_asked_only_after_the_counsellor_saw_what_she_will_read(
    lan: Visitor, claimed: str, woman: Woman
) -> None:
    before = await woman.texts()
    seen = await lan.post(claimed, **form("preview"))
    assert seen.status == 200
    shown = re.search(r'id="asked">(.*?)</p>', seen.text, re.DOTALL)
    assert shown
    assert await woman.texts() == before
    answer = await asked(lan, claimed)
    assert (answer.status, answer.location) == (303, f"{claimed}/1")
    assert (await woman.texts())[-1] == shown[1].replace("&#34;", '"')


async def test_what_is_not_ticked_is_neither_shown_nor_kept(
    lan: Visitor, claimed: str, woman: Woman
) -> None:
    seen = await lan.post(claimed, **form("preview", text_story="chuyện kín"))
    assert "chuyện kín" not in seen.text
    await asked(lan, claimed, text_story="chuyện kín")
    assert "chuyện kín" not in (await woman.texts())[-1]
    assert "chuyện kín" not in (await lan.get(f"{claimed}/1")).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"need": ""}, "Xin chọn điều chị ấy cần giúp."),
        ({"agency": "nowhere"}, "Nơi này không còn trong danh sách."),
        ({"valid_until": "2020-01-01"}, "Ngày cuối phải từ hôm nay"),
        ({"valid_until": "hôm nào"}, "Ngày cuối phải từ hôm nay"),
        ({"share_reach": "1"}, "Đã đánh dấu “Cách liên hệ”"),
        ({"text_name": "x" * 501}, "Có đoạn dài quá"),
    ],
)
async def test_a_form_that_is_not_in_order_comes_back_with_what_was_written(
    lan: Visitor, claimed: str, woman: Woman, wrong: dict[str, str], said: str
) -> None:
    before = await woman.texts()
    answer = await lan.post(claimed, **form("ask", purpose="giữ lại", **wrong))
    assert answer.status == 422
    assert said in answer.text
    assert "agency" in wrong or "giữ lại" in answer.text
    assert await woman.texts() == before


async def test_at_a_time_that_may_not_be_safe_the_counsellor_is_asked_once(
    lan: Visitor, claimed: str, woman: Woman, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counselling.safe_hours.SILENT", timedelta(0))
    before = await woman.texts()
    assert (await asked(lan, claimed)).status == 428
    assert await woman.texts() == before
    assert (await asked(lan, claimed, way="spoken")).status == 303
    assert await woman.texts() == before
    assert (await asked(lan, claimed, sure="1", id="e" * 32)).status == 303
    assert await woman.texts() != before


async def test_from_her_yes_to_the_outcome(
    lan: Visitor, claimed: str, woman: Woman, code: str
) -> None:
    await asked(lan, claimed)
    assert (await lan.post(f"{claimed}/1/send")).status == 409
    assert (await lan.get(f"{claimed}/1/letter")).status == 404
    await woman.taps(await button(woman, "yes"))
    assert (await lan.post(f"{claimed}/1/send")).status == 303
    assert (await lan.get(f"{claimed}/1/letter?language=xx")).status == 404
    assert (await lan.post(f"{claimed}/1/accept")).status == 303
    assert (await lan.post(f"{claimed}/1/finish", outcome="nonsense")).status == 422
    done = await lan.post(f"{claimed}/1/finish", outcome="helped", note="Đã có luật sư")
    assert done.status == 303
    page = (await lan.get(f"{claimed}/1")).text
    assert "Đã giúp được chị ấy" in page
    assert "Đã có luật sư" in page
    ticket = (await lan.get(f"/desk/tickets/{code}")).text
    assert "phiếu thành đã giới thiệu" in ticket
    assert "Giới thiệu 1:" in ticket


async def test_what_she_said_aloud_is_written_down_with_where_and_when(
    lan: Visitor, claimed: str
) -> None:
    await asked(lan, claimed, way="spoken")
    heard = {"version": "1", "how": "phone", "place": "gọi lại", "when": "9:00", "said": "yes"}
    assert (await lan.post(f"{claimed}/1/hear", **heard)).status == 422
    assert (await lan.post(f"{claimed}/1/hear", **heard, read="1")).status == 303
    page = (await lan.get(f"{claimed}/1")).text
    assert "Chị ấy trả lời bằng lời: gọi lại, 9:00" in page
    assert "Chị ấy nói đồng ý, qua điện thoại" in page


async def test_when_she_takes_it_back_the_letter_is_gone_and_every_page_says_to_call(
    lan: Visitor, claimed: str, woman: Woman, code: str
) -> None:
    await asked(lan, claimed)
    await woman.taps(await button(woman, "yes"))
    await lan.post(f"{claimed}/1/send")
    await woman.says("tôi rút lại")
    assert (await lan.get(f"{claimed}/1/letter")).status == 404
    notice = (await lan.get("/desk/notice")).text
    assert f"Phiếu {code}: chị ấy đã rút lại" in notice
    assert "Gọi ngay cho" in (await lan.get(f"{claimed}/1")).text
    assert (await lan.post(f"{claimed}/1/told")).status == 303
    assert code not in (await lan.get("/desk/notice")).text


async def test_once_she_erased_all_the_desk_says_so_without_her_words(
    lan: Visitor, claimed: str, woman: Woman, code: str, office: Office
) -> None:
    await asked(lan, claimed)
    await woman.taps(await button(woman, "yes"))
    await lan.post(f"{claimed}/1/send")
    await office.reception.erase(woman.channel, woman.address)
    page = await lan.get(f"{claimed}/1")
    assert page.status == 200
    assert "Chị Sen" not in page.text
    assert "Đã rút lại: chị ấy xóa cuộc trò chuyện" in page.text
    assert f"Phiếu {code}" in (await lan.get("/desk/notice")).text
    assert (await lan.post(f"{claimed}/1/told")).status == 303


async def test_the_team_mate_reads_but_only_the_holder_acts_and_a_stranger_finds_nothing(
    lan: Visitor, hoa: Visitor, stranger: Visitor, claimed: str, code: str, office: Office
) -> None:
    await put_referral(office, code, 1)
    assert (await hoa.get(f"{claimed}/1")).status == 200
    assert (await hoa.open("GET", f"{claimed}/1/letter")).status == 200
    assert (await hoa.post(claimed, **form("ask"))).status == 409
    assert (await hoa.post(f"{claimed}/1/accept")).status == 409
    await give_to(office, code, "ha-noi")
    await add_user(office, "thu", "Thu", Role.SUPERVISOR, "can-tho")
    await stranger.sign_in("thu")
    for path in ("", "/1", "/1/letter", "/new?agency=vbsp"):
        assert (await stranger.get(f"{claimed}{path}")).status == 404
    assert code not in (await stranger.get("/desk/notice")).text


async def test_each_download_of_a_letter_is_in_the_audit(
    lan: Visitor, claimed: str, code: str, office: Office
) -> None:
    await put_referral(office, code, 1)
    for _ in range(2):
        answer = await lan.open("GET", f"{claimed}/1/letter")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="')
        answer.close()
    async with office.store.read() as tx:
        lines = await tx.records.audit_lines(about=code)
    assert [line.what for line in lines].count("referral_letter 1") == 2


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 30, "١"])
async def test_what_is_no_referral_is_not_found(lan: Visitor, claimed: str, number: str) -> None:
    assert (await lan.get(f"{claimed}/{number}")).status == 404
