"""A really trained Rasa with its actions, and nothing of the service around it.

The fixture ``rasa_assistant`` is a RasaAssistant that answers. Its model, ``trained_model``, is
kept in ``.rasa/tests`` under this repository, so that only changed training data costs time again.
To use it in another room, import ``live_rasa`` and ``rasa_assistant`` in its conftest.py.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from app.rasa.actions_server import ActionsServer
from app.rasa.client import RasaAssistant
from app.rasa.home import RasaHome
from app.rasa.supervisor import RasaSupervisor
from app.rasa.training import ensure_model
from counselling.assistant import Answered, Turn
from counselling.conversations import Language
from counselling.faq import FaqSet
from tests.bot.rasa_python import ROOT, rasa_python
from tests.the_set import the_set

PATIENT = 10.0  # seconds; these tests are about what is said, on machines that may be busy


@dataclass(frozen=True)
class LiveRasa:
    """A running Rasa: its keeper, its model and the FAQ set its actions answer from."""

    home: RasaHome
    model: Path
    faq: FaqSet
    supervisor: RasaSupervisor
    assistant: RasaAssistant


def _home() -> RasaHome:
    return RasaHome(rasa_python(), ROOT, ROOT / ".rasa/tests")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def trained_model() -> Path:
    """The assistant as it is now, trained if need be; a second worker waits for the first."""
    return await ensure_model(_home(), the_set())


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def live_rasa(trained_model: Path) -> AsyncIterator[LiveRasa]:
    """Started, ready."""
    home, faq, model = _home(), the_set(), trained_model
    actions = ActionsServer(lambda: faq)
    supervisor = RasaSupervisor(home, model, await actions.start())
    assistant = RasaAssistant(supervisor.address, PATIENT)
    supervisor.start()
    try:
        await supervisor.until_ready()
        yield LiveRasa(home, model, faq, supervisor, assistant)
    finally:
        await assistant.close()
        await supervisor.close()
        await actions.close()


@pytest.fixture
def rasa_assistant(live_rasa: LiveRasa) -> RasaAssistant:
    """The assistant, ready to be asked. Tests that use it need ``loop_scope="session"``."""
    return live_rasa.assistant


class Conversation:
    """A woman's conversation with the assistant alone: carries the state as the service does."""

    def __init__(self, assistant: RasaAssistant, language: Language = "vi") -> None:
        self._assistant = assistant
        self._language = language
        self.id = f"test-{id(self)}-{asyncio.get_running_loop().time()}"
        self.awaiting: str | None = None
        self.last_faq: str | None = None
        self.handler = "assistant"

    async def says(self, text: str) -> Answered:
        """She writes."""
        return await self._turn(text, None)

    async def taps(self, choice: str) -> Answered:
        """She taps a choice."""
        return await self._turn("", choice)

    async def _turn(self, text: str, choice: str | None) -> Answered:
        answered = await self._assistant.answer(
            Turn(
                conversation_id=self.id,
                text=text,
                choice=choice,
                language=self._language,
                awaiting=self.awaiting,
                last_faq=self.last_faq,
                danger="none",
                handler=self.handler,
            )
        )
        self.awaiting, self.last_faq = answered.awaiting, answered.faq or self.last_faq
        return answered
