"""An entry written, checked, published and brought back, alone and beside a colleague."""

import re
from pathlib import Path

import pytest

from counselling.corner.corner import Corner
from counselling.corner.documents import LISTS
from tests.desk.corner.form import ENTRY, ID_CARD, Form, sends, the_form
from tests.desk.visitor import Visitor


@pytest.mark.parametrize("path", ["legal/id-card", *(f"files/{name}" for name in LISTS)])
async def test_sending_a_form_back_unchanged_changes_nothing(
    mai: Visitor, corner: Corner, path: str
) -> None:
    answer = await sends(mai, f"/desk/faq/{path}")
    assert answer.status == 303
    assert corner.editing.manuscripts() == {}


async def test_a_draft_is_saved_shown_and_published(
    mai: Visitor, faq: Path, corner: Corner
) -> None:
    before = (faq / ID_CARD.file).read_bytes()
    answer = await sends(mai, ENTRY, vi__title="Làm thẻ căn cước")
    assert (answer.status, answer.location) == (303, f"{ENTRY}?saved=1#top")
    assert (faq / ID_CARD.file).read_bytes() == before
    assert "Làm thẻ căn cước" in (await mai.get(ENTRY)).text
    without_why = await sends(mai, f"{ENTRY}/publish")
    assert without_why.status == 422
    answer = await sends(mai, f"{ENTRY}/publish", why="shorter")
    assert (answer.status, answer.location) == (303, f"{ENTRY}?published=1")
    assert "Làm thẻ căn cước".encode() in (faq / ID_CARD.file).read_bytes()
    assert "shorter" in (await mai.get(f"{ENTRY}/history")).text


async def test_the_preview_is_what_the_chat_shows(mai: Visitor, corner: Corner) -> None:
    form = await the_form(mai)
    form["f.vi.answer"] = "Chị gọi số này.\r\n\r\nRồi chị chờ."
    page = await mai.post(f"{ENTRY}/preview", **form)
    assert "Chị gọi số này." in page.text.split('id="shown-vi"')[1].split("</section>")[0]
    assert corner.editing.manuscripts() == {}
    untouched = await mai.get(ENTRY)
    chat = untouched.text.split('id="shown-vi"')[1].split("</section>")[0]
    text = re.sub(r"<[^>]*>", " ", chat)
    said = corner.faq().answer_text("legal/id-card", "vi")
    for line in said.split("\n"):
        if line.strip() and not line.startswith("• "):
            assert line.strip()[:30] in text


async def test_problems_stand_beside_their_fields(mai: Visitor) -> None:
    form = await the_form(mai)
    form |= {"f.vi.answer": "Ngắn quá.", "f.hotlines": "no-such-line", "f.review_due": "2001-01-01"}
    page = (await mai.post(f"{ENTRY}/preview", **form)).text
    for key in ("vi.answer", "hotlines", "review_due"):
        beside = page.split(f'id="p-{key}"')[1].split("</ul>")[0]
        assert "fault-error" in beside, key
    answer = await mai.post(f"{ENTRY}/publish", **form | {"why": "x"})
    assert answer.status == 422
    assert "Ngắn quá." in answer.text


async def test_the_second_editor_is_told_who_has_a_draft(
    mai: Visitor, nga: Visitor, corner: Corner
) -> None:
    hers = await the_form(nga)
    await sends(mai, ENTRY, vi__title="Của Mai")
    answer = await nga.post(ENTRY, **hers | {"f.vi.title": "Của Nga"})
    assert answer.status == 409
    assert "Mai" in answer.text.split('id="said"')[1]
    assert Form(answer.text).fields["f.vi.title"].strip() == "Của Nga"
    kept = corner.editing.manuscript(ID_CARD)
    assert kept
    assert (kept.cells or {})["vi.title"] == "Của Mai"
    page = (await nga.get(ENTRY)).text
    assert "take-over" in page
    assert "formaction" not in page
    assert (await nga.post(f"{ENTRY}/discard", seen=kept.version)).status == 303
    assert corner.editing.manuscript(ID_CARD)
    await nga.post(f"{ENTRY}/take-over")
    assert "formaction" in (await nga.get(ENTRY)).text


async def test_a_file_changed_meanwhile_is_shown_and_nothing_is_lost(
    mai: Visitor, faq: Path, corner: Corner
) -> None:
    await sends(mai, ENTRY, vi__title="Của Mai")
    file = faq / ID_CARD.file
    form = await the_form(mai)
    file.write_bytes(file.read_bytes().replace(form["f.ko.title"].strip().encode(), b"By hand", 1))
    answer = await mai.post(f"{ENTRY}/publish", **form | {"why": "x"})
    assert answer.status == 409
    assert "By hand" in answer.text.split('id="said"')[1]
    assert "Của Mai" in answer.text
    assert (await mai.post(f"{ENTRY}/follow")).status == 303
    answer = await sends(mai, f"{ENTRY}/publish", why="both")
    assert answer.status == 303
    assert b"By hand" in file.read_bytes()
    assert "Của Mai".encode() in file.read_bytes()


async def test_an_older_version_is_looked_at_and_brought_back(mai: Visitor, faq: Path) -> None:
    before = (faq / ID_CARD.file).read_bytes()
    await sends(mai, f"{ENTRY}/publish", vi__title="Làm thẻ căn cước", why="shorter")
    page = (await mai.get(f"{ENTRY}/history")).text
    assert "<ins>" in page
    versions = re.findall(r"history\?version=([\w-]+)\"", page)
    oldest = versions[-1]
    refused = await mai.post(f"{ENTRY}/history", version=oldest)
    assert refused.location.endswith("why=1")
    answer = await mai.post(f"{ENTRY}/history", version=oldest, why="as it was")
    assert answer.status == 303
    assert (faq / ID_CARD.file).read_bytes() == before


async def test_an_entry_is_taken_out_and_begun_again_from_its_history(
    mai: Visitor, faq: Path
) -> None:
    entry, file = "/desk/faq/legal/stateless", faq / "legal/stateless.md"
    for other in faq.glob("*/*.md"):  # nobody else may name it
        text = other.read_text("utf-8")
        lines = [line for line in text.split("\n") if line.strip() != "- legal/stateless"]
        other.write_text("\n".join(lines).replace("legal/stateless, ", ""), "utf-8")
    before = file.read_bytes()
    assert (await mai.post(f"{entry}/take-out")).status == 422
    answer = await mai.post(f"{entry}/take-out", why="no longer right")
    assert answer.location == f"{entry}/history?published=1"
    assert not file.exists()
    assert b"- stateless" not in (faq / "themes.yml").read_bytes()
    page = (await mai.get(f"{entry}/history")).text
    oldest = re.findall(r"history\?version=([\w-]+)\"", page)[-1]
    answer = await mai.post(f"{entry}/history", version=oldest)
    assert answer.location == f"{entry}?saved=1#top"
    form = Form((await mai.get(entry)).text).fields
    answer = await mai.post(f"{entry}/publish", **form | {"topic": "identity", "why": "it is"})
    assert answer.status == 303
    assert b"- stateless" in (faq / "themes.yml").read_bytes()
    assert set(before.split()) == set(file.read_bytes().split())
