"""``./osso ask --jsonl``: the live chat's own way, line by line."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.running import ROOT, RunningService

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

FIELDS = {"language", "decision", "danger", "danger_category", "faq", "candidates"}


def ask(service: RunningService, *lines: str) -> tuple[int, list[dict[str, Any]], str]:
    """The exit status, what came out, and what was said to the person at the terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "app", "ask", "--jsonl"],
        cwd=ROOT,
        env=os.environ | {"OSSO_DATA_DIR": str(service.data)},
        input="\n".join(lines),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def text(words: str, **more: object) -> str:
    return json.dumps({"text": words, **more}, ensure_ascii=False)


def test_each_kind_of_message_is_decided_as_in_the_chat(service: RunningService) -> None:
    status, told, said = ask(
        service,
        text("ghi chu ly hon o dau", id=7, note={"kept": True}),
        text("chồng đang đánh em, cứu em với"),
        text("ly hôn"),
        text("giá vàng hôm nay bao nhiêu"),
        text("cho em gặp người thật"),
        text("안녕하세요"),
        text("/restart"),
    )
    assert status == 0, said
    assert "assistant is ready" not in said  # it asked the one that runs
    answer, crisis, clarify, fallback, handoff, smalltalk, command = told
    assert all(set(one) >= FIELDS for one in told)
    assert (answer["id"], answer["note"]) == (7, {"kept": True})
    assert (answer["decision"], answer["faq"]) == ("answer", "legal/record-foreign-divorce")
    assert answer["candidates"][0]["faq"] == "legal/record-foreign-divorce"
    assert 0 < answer["candidates"][0]["score"] <= 1
    assert len(answer["candidates"]) <= 5
    assert (crisis["decision"], crisis["danger"]) == ("crisis", "red")
    assert crisis["danger_category"] == "violence"
    assert (clarify["decision"], clarify["faq"]) == ("clarify", None)
    assert (fallback["decision"], handoff["decision"]) == ("fallback", "handoff")
    assert (smalltalk["decision"], smalltalk["language"]) == ("smalltalk", "ko")
    assert command["decision"] == "fallback"


def test_what_cannot_be_asked_is_told_in_its_place_and_the_rest_goes_on(
    service: RunningService,
) -> None:
    status, told, _ = ask(
        service, text(""), "not json", '{"words": 1}', text("x" * 4001), text("xin chào")
    )
    assert status == 1
    assert [one.get("error", "")[:8] for one in told] == [
        "empty",
        "not JSON",
        "each lin",
        "too_long",
        "",
    ]
    assert told[-1]["decision"] == "smalltalk"


def test_nothing_of_it_is_kept(service: RunningService) -> None:
    before = sorted(path.name for path in service.data.iterdir())
    ask(service, text("xin chào"))
    assert sorted(path.name for path in service.data.iterdir()) == before
