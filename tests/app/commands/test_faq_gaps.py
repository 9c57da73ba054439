"""./osso faq gaps: what an editor reads of the questions that were not answered."""

import asyncio
import base64
from pathlib import Path

import pytest

from app.cli import main
from counselling.assistant import Answered, Candidate, Decision, Reply
from tests.counselling.cast import SECRET, FakeAssistant, Woman, a_database, an_office

NEAR = (Candidate("vocational/loan-vbsp", 0.3),)
NOT_KNOWN = Answered((Reply("Chưa biết."),), Decision.FALLBACK, candidates=NEAR)
LICENCES = [
    "đổi bằng lái xe Hàn Quốc ở đâu ạ",
    "doi bang lai xe han quoc o dau",
    "bang lai han quoc",
]
ALONE = "em là Nguyễn Thị Lan, số 0912 345 678, mở quán phở cần gì"


async def _women_ask(folder: Path) -> None:
    assistant = FakeAssistant(dict.fromkeys([*LICENCES, ALONE], NOT_KNOWN))
    async with an_office(folder, assistant) as office:
        for number, text in enumerate([*LICENCES, ALONE, "làm căn cước ở đâu"]):
            await Woman(office, address=f"phone-{number}").says(text)


@pytest.fixture
def gaps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> pytest.CaptureFixture[str]:
    asyncio.run(_women_ask(tmp_path))
    monkeypatch.setenv("OSSO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OSSO_DATABASE_URL", a_database(tmp_path))
    monkeypatch.setenv("OSSO_SECRET_KEY", base64.b64encode(SECRET).decode())
    capsys.readouterr()
    return capsys


def test_what_several_women_asked_is_listed_with_what_came_nearest(
    gaps: pytest.CaptureFixture[str],
) -> None:
    assert main(["faq", "gaps"]) == 0
    group, rest = gaps.readouterr().out.split("\n\n")
    assert group.splitlines() == [
        "3 × vi, vocational (no answer was found: 3)",
        *(f"    {text}" for text in LICENCES),
        "  nearest: vocational/loan-vbsp",
    ]
    assert rest.startswith("4 questions without a good answer since ")
    assert "1 of them were asked only once; --all shows these too." in rest


def test_what_one_woman_asked_is_shown_only_when_asked_for_and_without_her_name(
    gaps: pytest.CaptureFixture[str],
) -> None:
    assert main(["faq", "gaps"]) == 0
    assert "phở" not in gaps.readouterr().out
    assert main(["faq", "gaps", "--all"]) == 0
    told = gaps.readouterr().out
    assert "    em là ▢, số ▢, mở quán phở cần gì" in told
    assert not any(private in told for private in ("Lan", "0912", "678"))


def test_what_was_asked_before_is_not_listed(gaps: pytest.CaptureFixture[str]) -> None:
    assert main(["faq", "gaps", "--since", "2999-01-01"]) == 0
    assert gaps.readouterr().out.startswith("0 questions")
