"""The editors' corner over real HTTP: an editor, a colleague, a counsellor, a stranger."""

import re
from pathlib import Path

import pytest

from app.office import Office
from counselling.corner.corner import Corner
from counselling.corner.documents import LISTS, document
from counselling.gaps import BLANK
from desk.routes import ROUTES
from tests.counselling.cast import Woman
from tests.desk.corner.conftest import IN_VAIN, TrialOfATest
from tests.desk.corner.form import Form
from tests.desk.visitor import PASSWORD, Answer, Visitor

ENTRY = "/desk/faq/legal/id-card"
ID_CARD = document("legal", "id-card")
CORNER = [route for route in ROUTES if route.path.startswith("/desk/faq")]


async def the_form(visitor: Visitor, path: str = ENTRY) -> dict[str, str]:
    return Form((await visitor.get(path)).text).fields


async def sends(visitor: Visitor, path: str, **changes: str) -> Answer:
    """Open the entry, change fields (named with "__" for the dot), and send the form to path."""
    opened = await the_form(visitor, path.removesuffix("/publish"))
    named = {
        f"f.{name.replace('__', '.')}" if name != "why" else name: changes[name] for name in changes
    }
    return await visitor.post(path, **opened | named)


async def test_an_editor_comes_to_the_corner_at_once(mai: Visitor, stranger: Visitor) -> None:
    signed_in = await stranger.post("/desk/login", login="mai", password=PASSWORD, to="/desk")
    assert signed_in.location == "/desk/faq"
    again = await mai.get("/desk/login")
    assert (again.status, again.location) == (303, "/desk/faq")
    page = await mai.get("/desk/faq")
    assert page.status == 200
    assert page.text.count('href="/desk/faq/legal/') >= 30


@pytest.mark.parametrize("route", CORNER, ids=lambda route: f"{route.method} {route.path}")
async def test_a_counsellor_and_a_stranger_find_nothing_there(
    lan: Visitor, stranger: Visitor, corner: Corner, route: object
) -> None:
    path = route.path.format(shelf="legal", slug="id-card")  # type: ignore[attr-defined]
    method = route.method  # type: ignore[attr-defined]
    for visitor, expected in ((lan, 404), (stranger, 303 if method == "GET" else 404)):
        headers = {"Origin": visitor.origin}
        form = {"csrf": visitor.csrf, "f.vi.title": "x", "why": "x", "question": "x"}
        response = await visitor.open(
            method, path, headers=headers, data=form if method == "POST" else None
        )
        assert response.status == expected
        assert "location" not in response.headers or "login" in response.headers["location"]
    assert corner.editing.manuscripts() == {}


async def test_an_editor_reads_no_ticket_and_no_queue(mai: Visitor, code: str) -> None:
    for path in ("/desk", f"/desk/tickets/{code}", f"/desk/tickets/{code}/messages", "/desk/live"):
        assert (await mai.get(path)).status == 404


async def test_the_list_is_searched_without_marks_and_by_what_is_to_be_done(mai: Visitor) -> None:
    found = await mai.get("/desk/faq?q=can+cuoc")
    assert "/desk/faq/legal/id-card" in found.text
    assert found.text.count('class="faq-title"') < 60
    only = await mai.get("/desk/faq?theme=vocational")
    assert 'href="/desk/faq/legal/' not in only.text
    assert (await mai.get("/desk/faq?status=drafts")).text.count('class="faq-title"') == 0
    await sends(mai, ENTRY, vi__title="Một tiêu đề")
    assert (await mai.get("/desk/faq?status=drafts")).text.count('class="faq-title"') == 1
    assert (await mai.get("/desk/faq?theme=../x&status=nothing&q=%00")).status == 200


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


async def test_what_an_editor_writes_is_text_and_never_a_page(mai: Visitor) -> None:
    hostile = '</textarea><script>alert(1)</script><img src=x onerror="alert(1)">'
    hotline = '• <b onclick="x">: 113 (<i>)'
    for path in (f"{ENTRY}/preview", ENTRY):
        form = await the_form(mai)
        form |= {"f.vi.answer": f"{hostile}\n{hotline}", "f.vi.title": hostile, "why": hostile}
        await mai.post(path, **form)
    form = await the_form(mai)
    preview = await mai.post(f"{ENTRY}/preview", **form)
    for page in (preview.text, (await mai.get(ENTRY)).text, (await mai.get("/desk/faq")).text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b onclick" not in page


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


@pytest.mark.parametrize(
    "path",
    [
        "legal/no-such-entry", "legal/..%2Fhotlines", "legal/%2e%2e", "files/secret", "etc/passwd",
        "legal/ID-CARD", "danger/phrases", "legal/id-card.md", "legal/" + "a" * 200, "%2e%2e/x",
        "files/hotlines.yml", "legal/id-card/history?version=../../x", "legal/x%00y",
    ],
)  # fmt: skip
async def test_a_hostile_address_finds_nothing(mai: Visitor, faq: Path, path: str) -> None:
    assert (await mai.get(f"/desk/faq/{path}")).status == 404
    if "?" not in path:
        for rest in (
            "",
            "/preview",
            "/publish",
            "/discard",
            "/follow",
            "/take-out",
            "/still-right",
        ):
            answer = await mai.post(f"/desk/faq/{path}{rest}", text="x", why="x", seen="")
            assert answer.status in {303, 404}
    assert not (faq.parent / "x").exists()


async def test_looked_through_from_the_queue(mai: Visitor, faq: Path) -> None:
    assert (await mai.get("/desk/faq/review")).text.count("still-right") >= 138
    answer = await mai.post(f"{ENTRY}/still-right", due="2099-01-01", **{"from": "review"})
    assert answer.location == "/desk/faq/review?published=1"
    assert b"review_due: 2099-01-01" in (faq / ID_CARD.file).read_bytes()
    assert b"review: reviewed" in (faq / ID_CARD.file).read_bytes()


async def test_a_new_entry_begins_with_one_question(mai: Visitor, corner: Corner) -> None:
    answer = await mai.post(
        "/desk/faq/new", theme="legal", topic="legal/identity", language="vi",
        question="mất căn cước ở Hàn thì làm sao",
    )  # fmt: skip
    assert answer.location == "/desk/faq/legal/mat-can-cuoc-o-han"
    page = (await mai.get(answer.location)).text
    assert Form(page).fields["f.vi.questions"] == "mất căn cước ở Hàn thì làm sao"
    assert Form(page).fields["topic"] == "identity"
    assert (await mai.get("/desk/faq?status=untranslated")).text.count('class="faq-title"') == 1
    for name, status in (("id-card", 409), ("../x", 422), ("A B", 422), ("ok-name", 303)):
        again = await mai.post("/desk/faq/new", theme="legal", language="en", name=name)
        assert again.status == status, name
    assert (await mai.post("/desk/faq/new", theme="danger", language="vi")).status == 422


async def test_what_was_asked_in_vain_becomes_a_draft_with_one_click(
    mai: Visitor, office: Office, corner: Corner
) -> None:
    for number, question in enumerate(IN_VAIN):
        await Woman(office, f"her-{number}").says(question)
    page = await mai.get("/desk/faq/gaps")
    assert "xin trợ cấp cho mẹ già" in page.text
    for hers in ("Hoa", "0912"):
        assert hers not in page.text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    answer = await mai.post("/desk/faq/new", **{**hidden, "csrf": mai.csrf})
    assert answer.status == 303
    (draft,) = corner.editing.manuscripts().values()
    first = (draft.cells or {})["vi.questions"]
    assert first == hidden["question"]
    assert BLANK in first
    async with office.store.read() as tx:
        audited = [line.what for line in await tx.records.audit_lines(about="faq")]
    assert audited == ["faq_gaps"]


async def test_a_question_is_tried_out(mai: Visitor, trial: TrialOfATest) -> None:
    trial.lay_out("làm căn cước", "Chị đến công an.\n\nNguồn: <luật>")
    page = await mai.post("/desk/faq/try", question="làm căn cước")
    assert page.status == 200
    assert "Chị đến công an." in page.text
    assert "&lt;luật&gt;" in page.text
    assert 'href="/desk/faq/legal/id-card"' in page.text
    down = await mai.post("/desk/faq/try", question="khác")
    assert down.status == 503
    assert "khác" in down.text
    assert (await mai.post("/desk/faq/try", question=" ")).status == 422


async def test_a_form_from_elsewhere_changes_nothing(mai: Visitor, corner: Corner) -> None:
    posts = [route.path for route in CORNER if route.method == "POST"]
    assert len(posts) > 8
    for path in (post.format(shelf="legal", slug="id-card") for post in posts):
        form = {"csrf": "guessed", "f.vi.title": "x", "why": "x", "theme": "legal"}
        headers = {"Origin": mai.origin}
        assert (await mai.open("POST", path, data=form, headers=headers)).status == 403
        headers = {"Origin": "https://elsewhere.example"}
        form["csrf"] = mai.csrf
        assert (await mai.open("POST", path, data=form, headers=headers)).status == 403
    assert corner.editing.manuscripts() == {}
