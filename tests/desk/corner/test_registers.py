"""The forms of hotlines, offices and partner agencies over HTTP."""

from pathlib import Path

from app.office import Office
from tests.counselling.cast import give_to
from tests.desk.corner.form import Form
from tests.desk.people import a_ticket
from tests.desk.visitor import Answer, Visitor

OFFICES = "/desk/lists/offices"


class RegisterForm(Form):
    """The fields of an item's form, its ticks only where they are ticked."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            given["id"] = "edit" if "register" in (given.get("class") or "") else "other"
        if given.get("type") == "checkbox" and "checked" not in given:
            return
        super().handle_starttag(tag, [*given.items()])


async def sends(visitor: Visitor, path: str, **changes: str) -> Answer:
    fields = RegisterForm((await visitor.get(path)).text).fields
    return await visitor.post(path, **fields | {"why": "hỏi lại"} | changes)


async def test_an_editor_fills_in_what_is_missing(mai: Visitor, faq: Path) -> None:
    assert "chưa có số" in (await mai.get(OFFICES)).text
    answer = await sends(mai, f"{OFFICES}/can-tho", **{"f.phone": "0292 3 820 000"})
    assert answer.location == f"{OFFICES}?published=1"
    assert 'phone: "0292 3 820 000"' in (faq / "offices.yml").read_text()
    page = (await mai.get(OFFICES)).text
    assert "0292 3 820 000" in page
    assert "hỏi lại" in page


async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(mai: Visitor) -> None:
    bad = {"f.open": "mỗi sáng", "f.address": "Số 1 <b>"}
    answer = await sends(mai, f"{OFFICES}/can-tho", **bad)
    assert answer.status == 422
    assert "Số 1 &lt;b&gt;" in answer.text
    assert "mỗi sáng" in answer.text.split('id="p-open"')[1].split("</ul>")[0]
    empty = await sends(mai, f"{OFFICES}/can-tho", why="", **bad)
    assert (empty.status, "Số 1 &lt;b&gt;" in empty.text) == (422, True)
    assert (await sends(mai, f"{OFFICES}/can-tho")).status == 422  # nothing was changed


async def test_one_is_added_changed_and_removed_and_a_state_comes_back(
    mai: Visitor, faq: Path
) -> None:
    new = {"f.name.vi": "Nhà Hoa", "f.name.en": "House Hoa", "f.name.ko": "호아의 집",
           "f.services.vi": "chỗ ở", "f.services.en": "a place", "f.services.ko": "숙소",
           "f.kind": "foundation", "tick.needs.safety": "1", "f.source": "đã gọi"}  # fmt: skip
    assert (await sends(mai, "/desk/lists/partners/new", **new)).status == 303
    house = "/desk/lists/partners/house-hoa"
    assert RegisterForm((await mai.get(house)).text).fields["tick.needs.safety"] == "1"
    with_it = (faq / "partners.yml").read_bytes()
    assert (await mai.post(f"{house}/remove", why="đóng cửa")).status == 303
    assert (await mai.get(house)).status == 404
    page = (await mai.get("/desk/lists/partners")).text
    version = page.split('name="version" value="')[1].split('"')[0]
    assert (await mai.post("/desk/lists/partners", version=version, why="nhầm")).status == 303
    assert (faq / "partners.yml").read_bytes() == with_it


async def test_an_office_with_staff_or_open_tickets_cannot_be_removed(
    mai: Visitor, office: Office
) -> None:
    gone = f"{OFFICES}/hau-giang/remove"
    code = await a_ticket(office, "her")
    await give_to(office, code, "hau-giang")
    refused = await mai.post(gone, why="đóng cửa")
    assert refused.status == 409
    assert "còn nhân viên hoặc phiếu đang mở" in refused.text
    await give_to(office, code, "ha-noi")
    assert (await mai.post(gone, why="đóng cửa")).status == 303
    version = (await mai.get(OFFICES)).text.split('name="version" value="')[1].split('"')[0]
    assert (await mai.post(OFFICES, version=version, why="mở lại")).status == 303
    await give_to(office, code, "hau-giang")
    versions = (await mai.get(OFFICES)).text.split('name="version" value="')[1:]
    without = versions[0].split('"')[0]
    assert (await mai.post(OFFICES, version=without, why="đóng cửa")).status == 409


async def test_an_administrator_keeps_lists_and_reads_no_question(chief: Visitor) -> None:
    assert (await chief.get("/desk/settings")).text.count('href="/desk/lists/') == 3
    assert (await sends(chief, f"{OFFICES}/can-tho", **{"f.phone": "113"})).status == 303
    assert "/desk/faq/files" not in (await chief.get(OFFICES)).text
    for path in ("/desk/faq", "/desk/faq/gaps", "/desk/faq/files/offices"):
        assert (await chief.get(path)).status == 404


async def test_there_are_forms_for_three_lists_only(mai: Visitor) -> None:
    for path in ("/desk/lists/lines", "/desk/lists/nothing", f"{OFFICES}/nowhere"):
        assert (await mai.get(path)).status == 404
    assert (await mai.post(f"{OFFICES}/nowhere", why="x")).status == 404
    assert (await mai.post(OFFICES, version="../x", why="x")).status == 404


async def test_whose_form_was_overtaken_sees_what_was_saved_and_keeps_her_text(
    mai: Visitor, nga: Visitor
) -> None:
    path = f"{OFFICES}/can-tho"
    fields = RegisterForm((await mai.get(path)).text).fields | {"why": "hỏi lại"}
    assert (await sends(nga, path, **{"f.hours": "cả ngày"})).status == 303
    late = await mai.post(path, **fields | {"f.hours": "buổi sáng"})
    assert late.status == 409
    assert "Bản vừa lưu: cả ngày" in late.text
    again = RegisterForm(late.text).fields
    assert again["f.hours"] == "buổi sáng"
    assert (await mai.post(path, **again)).status == 303
