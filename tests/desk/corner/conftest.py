"""A desk with the corner on a copy of the real files, and who comes there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.corner.corner import Corner, build_corner
from counselling.corner.previewing import shown
from counselling.corner.trial import AssistantDown, Tried
from counselling.permissions import Role
from desk.desk import Desk
from tests.counselling.cast import FakeAssistant, an_office
from tests.counselling.corner.the_corner import a_faq
from tests.desk.people import WANTS_A_PERSON, YES, add_user
from tests.desk.visitor import Visitor
from tests.the_set import the_set


@dataclass
class TrialOfATest:
    """Answers what the test lays out; down without it."""

    answers: dict[str, Tried] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def lay_out(self, question: str, text: str) -> None:
        message = shown(text, (Choice("person", "Gặp người"),), "vi", is_answer=True)
        near = (("legal/id-card", 0.91),)
        self.answers[question] = Tried(
            question, "vi", "answer", "legal/id-card", "none", (message,), near
        )

    async def ask(self, question: str) -> Tried:
        self.asked.append(question)
        if question not in self.answers:
            raise AssistantDown
        return self.answers[question]


IN_VAIN = (
    "tôi tên Nguyễn Thị Hoa, số 0912345678, xin trợ cấp cho mẹ già ở đâu",
    "tôi tên Nguyễn Thị Hoa, số 0912345678, xin trợ cấp cho mẹ già nơi nào",
)
"""Two questions that are alike, and that nobody has written an answer for."""


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    unknown = Answered((Reply("Tôi chưa biết."),), Decision.FALLBACK)
    asked = Answered((Reply("Chị đồng ý chứ?", (YES,)),), Decision.HANDOFF)
    replies = dict.fromkeys(IN_VAIN, unknown) | {WANTS_A_PERSON: asked}
    async with an_office(tmp_path, FakeAssistant(replies)) as opened:
        yield opened


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    return a_faq(tmp_path)


@pytest.fixture
def trial() -> TrialOfATest:
    return TrialOfATest()


@pytest.fixture
def corner(office: Office, faq: Path, tmp_path: Path, trial: TrialOfATest) -> Corner:
    return build_corner(office.store, the_set, faq, tmp_path / "data", trial)


@pytest.fixture
def desk(desk: Desk, corner: Corner) -> Desk:
    return replace(desk, corner=corner)


@asynccontextmanager
async def an_editor(
    server: BaseTestServer, office: Office, login: str, name: str
) -> AsyncIterator[Visitor]:
    await add_user(office, login, name, Role.EDITOR)
    async with Visitor(server) as visitor:
        await visitor.sign_in(login)
        yield visitor


@pytest.fixture
async def mai(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """The editor."""
    async with an_editor(server, office, "mai", "Mai") as visitor:
        yield visitor


@pytest.fixture
async def nga(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """Another editor."""
    async with an_editor(server, office, "nga", "Nga") as visitor:
        yield visitor
