"""The lists of the editors' corner: entries, reviews, what was asked in vain, new ones."""

import re
from pathlib import Path

from app.office import Office
from counselling.corner.corner import Corner
from counselling.gaps import BLANK
from tests.counselling.cast import Woman
from tests.desk.corner.conftest import IN_VAIN, TrialOfATest
from tests.desk.corner.form import ENTRY, ID_CARD, Form, sends
from tests.desk.visitor import Visitor


async def test_the_list_is_searched_without_marks_and_by_what_is_to_be_done(mai: Visitor) -> None:
    found = await mai.get("/desk/faq?q=can+cuoc")
    assert "/desk/faq/legal/id-card" in found.text
    assert found.text.count('class="faq-title"') < 60
    only = await mai.get("/desk/faq?theme=vocational")
    assert 'href="/desk/faq/legal/' not in only.text
    assert (await mai.get("/desk/faq?status=drafts")).text.count('class="faq-title"') == 0
    await sends(mai, ENTRY, vi__title="Một tiêu đề")
    assert (await mai.get("/desk/faq?status=drafts")).text.count('class="faq-title"') == 1
    assert (await mai.get("/desk/faq?theme=../x&status=nothing")).status == 200


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
    elsewhere = await mai.post(
        "/desk/faq/new", theme="legal", topic="vocational/jobs", language="vi", name="other-topic"
    )  # fmt: skip
    assert Form((await mai.get(elsewhere.location)).text).fields["topic"] == ""
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
