"""From an editor's save to the women's chat: a changed answer, and a new phrasing."""

import argparse
import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.settings import ROOT
from tests.journeys.women import Women, a_stream, women_at
from tests.running import RunningService, run_service

ENTRY = "legal/id-card"
ASKS_FOR_IT = "làm thẻ căn cước ở đâu"
KNOWN = "con em học trường công có mất tiền không"
UNKNOWN = ("giá vàng hôm nay {} bao nhiêu", "lịch chiếu phim rạp số {}", "bóng đá tối qua trận {}")
WITHIN = 600.0  # seconds after which a save counts as never live


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=10, help="edited answers")
    parser.add_argument("--phrasings", type=int, default=3, help="new phrasings")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "faq"
        shutil.copytree(ROOT / "faq", files)
        with run_service(Path(folder), OSSO_FAQ_DIR=str(files)) as service:
            service.until_ready()
            asyncio.run(_measure(service, files / f"{ENTRY}.md", asked.answers, asked.phrasings))


async def _measure(service: RunningService, file: Path, answers: int, phrasings: int) -> None:
    async with women_at(service.url) as women:
        _print("changed answer", [await _answer(women, file, number) for number in range(answers)])
        async with a_stream(women, KNOWN, every=0.5) as stream:
            times = [await _phrasing(women, file, number) for number in range(phrasings)]
        _print("new phrasing", times)
        replies = await stream.answers()
        lost = sum(not reply for reply in replies)
        doubled = sum(len(reply) > 1 for reply in replies)
        unread = sum(reply == [None] for reply in replies)
        print(
            f"messages meanwhile: {len(replies)}, without a reply {lost}, with more than one"
            f" {doubled}, answered by the understudy {unread}"
        )


async def _answer(women: Women, file: Path, number: int) -> float:
    sentence = f"Sửa lần thứ {number}."
    saved = _save(file, "## Trả lời\n\n", f"## Trả lời\n\n{sentence} ")
    while sentence not in (await women.one_is_told(ASKS_FOR_IT))["text"]:
        _give_up_after(saved)
    return time.monotonic() - saved


async def _phrasing(women: Women, file: Path, number: int) -> float:
    phrasing = UNKNOWN[number % len(UNKNOWN)].format(number)
    saved = _save(file, "## Câu hỏi\n\n", f"## Câu hỏi\n\n- {phrasing}\n")
    while (await women.one_is_told(phrasing))["faq"] != ENTRY:
        _give_up_after(saved)
        await asyncio.sleep(0.2)
    return time.monotonic() - saved


def _save(file: Path, old: str, new: str) -> float:
    text = file.read_text(encoding="utf-8").replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    return time.monotonic()


def _give_up_after(saved: float) -> None:
    if time.monotonic() - saved > WITHIN:
        raise TimeoutError("the save did not go live")


def _print(name: str, seconds: Sequence[float]) -> None:
    print(
        f"{name:15} n={len(seconds):2}  median {statistics.median(seconds):5.2f} s"
        f"  max {max(seconds):5.2f} s"
    )


if __name__ == "__main__":
    main()
