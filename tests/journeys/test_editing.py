"""An editor's day: what she saves goes live by itself while women go on writing."""

import asyncio
import re
import shutil
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.counsellor import a_counsellor
from tests.journeys.women import Women, a_stream, women_at
from tests.running import ROOT, RunningService, run_service

pytestmark = [pytest.mark.slow, pytest.mark.rasa, pytest.mark.asyncio(loop_scope="session")]

ENTRY = "legal/id-card"
ASKS_FOR_IT = "làm thẻ căn cước ở đâu"
UNKNOWN, UNHEARD = "quabi lumo zente", "wexo tirano bumbe"
KNOWN, KNOWN_ENTRY = "con em học trường công có mất tiền không", "child-status/tuition"

KEPT = {ENTRY, KNOWN_ENTRY}


class Files:
    """Some of the office's files, edited as with Notepad: an eighth is learnt faster than all."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(ROOT / "faq", folder)
        self.folder = folder
        for number, entry in enumerate(sorted(folder.glob("*/*.md"))):
            if number % 8 and entry.relative_to(folder).with_suffix("").as_posix() not in KEPT:
                entry.unlink()
            else:
                text = entry.read_text(encoding="utf-8")
                alone = re.sub(r"^related: .*\n", "", text, flags=re.MULTILINE)
                entry.write_text(alone, encoding="utf-8")

    def edit(self, old: str, new: str) -> str:
        """Exchange one piece of the entry; gives the file as it was."""
        before = self.read()
        assert old in before
        self.save(before.replace(old, new, 1))
        return before

    def add_phrasings(self, words: str) -> None:
        """Teach words nobody knows: one new phrasing among 8,000 could lose to its neighbours."""
        new = (words, f"làm {words}", f"{words} ở đâu")
        self.edit("## Câu hỏi\n\n", "## Câu hỏi\n\n" + "".join(f"- {text}\n" for text in new))

    def read(self) -> str:
        return self._file.read_text(encoding="utf-8")

    def save(self, text: str) -> None:
        self._file.write_text(text, encoding="utf-8")

    @property
    def _file(self) -> Path:
        return self.folder / f"{ENTRY}.md"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own, because models come and go."""
    return tmp_path_factory.mktemp("editing")


@pytest.fixture(scope="module")
def files(data: Path) -> Files:
    return Files(data / "faq")


@pytest.fixture(scope="module")
def service(data: Path, files: Files) -> Iterator[RunningService]:
    with run_service(data, OSSO_FAQ_DIR=str(files.folder)) as running:
        running.until_ready()
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def women(service: RunningService) -> AsyncIterator[Women]:
    async with women_at(service.url) as women:
        yield women


def state(service: RunningService) -> str:
    told = service.health()["faq"]
    assert isinstance(told, dict)
    return str(told["state"])


async def until(service: RunningService, happened: Callable[[], bool]) -> None:
    await asyncio.to_thread(service.wait_for, happened)


async def test_an_edited_answer_is_what_the_next_woman_reads(files: Files, women: Women) -> None:
    before = await women.one_is_told(ASKS_FOR_IT)
    assert before["faq"] == ENTRY
    files.edit("## Trả lời\n\n", "## Trả lời\n\nCâu này vừa được sửa. ")
    async with asyncio.timeout(20):  # benchmarks/reload measures how long it takes
        while "vừa được sửa" not in (await women.one_is_told(ASKS_FOR_IT))["text"]:  # noqa: ASYNC110  # she asks again
            await asyncio.sleep(0.1)


async def test_a_new_phrasing_is_understood_and_no_message_is_lost_on_the_way(
    files: Files, service: RunningService, women: Women
) -> None:
    assert (await women.one_is_told(UNKNOWN))["faq"] is None
    async with a_stream(women, KNOWN) as stream:
        files.add_phrasings(UNKNOWN)
        await until(service, lambda: state(service) == "training")
        await until(service, lambda: state(service) == "ok")
        assert (await women.one_is_told(UNKNOWN))["faq"] == ENTRY
    answers = await stream.answers()
    assert len(answers) > 20
    assert [answer for answer in answers if answer != [KNOWN_ENTRY]] == []
    assert len(list((service.data / "rasa/models").glob("*.tar.gz"))) <= 2


@pytest.mark.browser
async def test_a_broken_file_is_told_at_the_desk_until_it_is_mended(
    files: Files, service: RunningService, women: Women, chromium: Browser
) -> None:
    login, password = service.login
    async with a_counsellor(chromium, service.url, None) as counsellor:
        await counsellor.signs_in(login, password)
        await counsellor.is_live()
        notice = counsellor.page.locator("#notice")
        await expect(notice).not_to_contain_text("cần sửa")
        right = files.edit("review_due:", "review_deu:")
        await until(service, lambda: state(service) == "broken")
        await expect(notice).to_contain_text("Các tệp câu hỏi có chỗ cần sửa", timeout=15_000)
        await notice.locator("summary").click()
        await counsellor.sees(f"faq/{ENTRY}.md:")
        assert f"faq/{ENTRY}.md:" in service.said.read_text()
        assert "vừa được sửa" in (await women.one_is_told(ASKS_FOR_IT))["text"]
        files.save(right)
        await until(service, lambda: state(service) == "ok")
        await expect(notice).not_to_contain_text("cần sửa", timeout=15_000)
        assert counsellor.complaints == []


async def test_a_service_killed_while_it_learns_leaves_nothing_broken(
    files: Files, service: RunningService, data: Path
) -> None:
    files.add_phrasings(UNHEARD)
    await until(service, lambda: any(data.glob("rasa/training-*")))
    service.process.send_signal(signal.SIGKILL)
    service.process.wait(10)
    assert any(data.glob("rasa/training-*"))
    right = files.edit("review_due:", "review_deu:")  # and now the files are broken besides
    with run_service(data, OSSO_FAQ_DIR=str(files.folder)) as again:
        await asyncio.to_thread(again.until_ready)
        assert state(again) == "broken"
        files.save(right)
        await until(again, lambda: state(again) == "ok")
        async with women_at(again.url) as women:
            assert (await women.one_is_told(UNHEARD))["faq"] == ENTRY
        assert not any(data.glob("rasa/training-*"))
        assert len(list(data.glob("rasa/models/*.tar.gz"))) <= 2
        assert not any(data.glob("*.new"))
