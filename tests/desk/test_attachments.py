"""Her pictures and files at the desk: who sees them, and what a browser may do with them."""

import re

import pytest
from aiohttp import ClientResponse

from app.office import Office
from counselling.attachments.kinds import Kind
from counselling.permissions import Role
from desk.sizes import size
from tests.counselling.attachments.samples import HEIC, HTML, PDF, SVG, jpeg, png, webp, zipped
from tests.counselling.attachments.sender import sends
from tests.counselling.cast import Woman
from tests.desk.people import add_user
from tests.desk.visitor import Visitor

DOCX = zipped("[Content_Types].xml", "word/document.xml")


async def fetch(visitor: Visitor, code: str, number: int | str) -> ClientResponse:
    response = await visitor.open("GET", f"/desk/tickets/{code}/attachments/{number}")
    await response.read()
    return response


async def page(visitor: Visitor, code: str) -> str:
    return (await visitor.get(f"/desk/tickets/{code}")).text


async def test_who_holds_the_case_and_her_team_mate_see_it_and_nobody_else_does(
    lan: Visitor, hoa: Visitor, stranger: Visitor, code: str, woman: Woman, office: Office
) -> None:
    await lan.post(f"/desk/tickets/{code}/claim")
    seq = (await sends(woman, png())).seq
    for visitor in (lan, hoa):
        assert (await fetch(visitor, code, seq)).status == 200
        assert f"/attachments/{seq}" in await page(visitor, code)
    assert (await fetch(stranger, code, seq)).status == 404
    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        await add_user(office, role.value, "X", role)
        await stranger.sign_in(role.value)
        assert (await fetch(stranger, code, seq)).status == 404


@pytest.mark.parametrize(
    ("content", "media_type", "ending", "shown"),
    [
        (jpeg(), "image/jpeg", "jpeg", True),
        (png(), "image/png", "png", True),
        (webp(), "image/webp", "webp", True),
        (HEIC, "image/heic", "heic", False),
        (PDF, "application/pdf", "pdf", False),
        (HTML, "text/plain; charset=utf-8", "txt", False),
        (SVG, "text/plain; charset=utf-8", "txt", False),
        (b"GIF89a" + bytes(9), "application/octet-stream", "bin", False),
        (b"MZ" + bytes(9), "application/octet-stream", "bin", False),
        (jpeg()[:-2], "application/octet-stream", "bin", False),
        (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
         False),
    ],
)  # fmt: skip
async def test_only_a_sound_picture_is_shown_everything_else_is_saved(
    lan: Visitor, code: str, woman: Woman, content: bytes, media_type: str, ending: str, shown: bool
) -> None:
    seq = (await sends(woman, content, name="anh.jpg", looks="photo")).seq
    response = await fetch(lan, code, seq)
    way = "inline" if shown else "attachment"
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Disposition"] == f'{way}; filename="{code}-{seq}.{ending}"'
    text = await page(lan, code)
    assert ("<img" in text) is shown
    assert (" download" in text) is not shown


async def test_nothing_in_it_can_run_be_framed_kept_or_guessed_at(
    lan: Visitor, code: str, woman: Woman
) -> None:
    for content in (png(), PDF):
        headers = (await fetch(lan, code, (await sends(woman, content)).seq)).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        policy = {part.strip() for part in headers["Content-Security-Policy"].split(";")}
        assert {"default-src 'none'", "sandbox", "frame-ancestors 'none'"} <= policy
        assert not any(part.startswith(("script-src", "sandbox allow")) for part in policy)


async def test_what_she_called_it_is_text_on_the_page_and_in_no_header(
    lan: Visitor, code: str, woman: Woman
) -> None:
    name = '"><img src=x onerror=alert(1)>\r\nSet-Cookie: a=b; đơn.pdf'
    seq = (await sends(woman, PDF, name=name)).seq
    headers = (await fetch(lan, code, seq)).headers
    assert "Set-Cookie" not in headers
    assert "onerror" not in str(headers)
    text = await page(lan, code)
    assert "&#34;&gt;&lt;img src=x onerror=alert(1)&gt;Set-Cookie: a=b; đơn.pdf" in text
    assert "<img src=x" not in text


async def test_the_page_says_what_it_is_how_large_and_that_nobody_checked_it(
    lan: Visitor, code: str, woman: Woman
) -> None:
    await sends(woman, PDF + bytes(120_000), name="don.pdf")
    for path in ("", "/messages?after=0"):
        text = (await lan.get(f"/desk/tickets/{code}{path}")).text
        assert "<bdi>don.pdf</bdi>" in text
        assert re.search(r"PDF, 120 kB", text)
        assert "Chưa kiểm tra vi-rút." in text


async def test_each_look_is_in_the_audit(
    lan: Visitor, hoa: Visitor, code: str, woman: Woman, office: Office
) -> None:
    seq = (await sends(woman, png())).seq
    for visitor in (lan, lan, hoa):
        await fetch(visitor, code, seq)
    async with office.store.read() as tx:
        lines = await tx.records.audit_lines(about=code)
        who = {line.who: (await tx.staff.get(line.who))[0].login for line in lines}  # type: ignore[index]
    assert [(who[line.who], line.what) for line in lines] == [
        ("lan", f"view_file {seq}"),
        ("hoa", f"view_file {seq}"),
    ]


@pytest.mark.parametrize("number", ["0", "1", "-1", "x", "١", "9" * 40, "1.jpeg"])
async def test_what_is_no_attachment_is_not_found(lan: Visitor, code: str, number: str) -> None:
    assert (await fetch(lan, code, number)).status == 404


async def test_one_of_another_conversation_is_not_found(
    lan: Visitor, code: str, woman: Woman, office: Office
) -> None:
    other = Woman(office, address="other")
    other_code = await other.asks_for_a_person()
    await other.says("thêm một tin")
    seq = (await sends(other, png())).seq
    assert (await fetch(lan, other_code, seq)).status == 200
    assert (await fetch(lan, code, seq)).status == 404
    assert (await fetch(lan, "XXX-XXX", seq)).status == 404


@pytest.mark.parametrize("how", ["withdraws", "erases"])
async def test_once_she_takes_her_yes_back_or_erases_it_is_gone(
    lan: Visitor, code: str, woman: Woman, office: Office, how: str
) -> None:
    seq = (await sends(woman, png())).seq
    if how == "withdraws":
        await woman.taps("withdraw")
    else:
        await office.reception.erase(woman.channel, woman.address)
    assert (await fetch(lan, code, seq)).status == 404
    assert "<img" not in await page(lan, code)


def test_sizes_are_rounded_and_never_nought() -> None:
    assert [size(n) for n in (0, 1499, 999_000, 1_000_000, 9_600_000)] == [
        "1 kB", "1 kB", "999 kB", "1 MB", "10 MB",
    ]  # fmt: skip


def test_every_kind_has_its_media_type_and_an_ending_of_plain_letters() -> None:
    assert all(re.fullmatch(r"[a-z]{3,4}", kind) for kind in Kind)
