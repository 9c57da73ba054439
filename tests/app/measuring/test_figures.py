"""What the operator's monitoring is told of the work."""

from pathlib import Path

import pytest

from app.measuring.troubles import OURS
from counselling.assistant import Decision
from counselling.channels import DeliveryError
from counselling.conversations import Sender
from counselling.duty.page import PageState
from counselling.reception import TextTooLong
from counselling.tickets.ticket import Priority
from tests.app.measuring.a_watch import a_watched_service, samples
from tests.counselling.cast import FakeAssistant, PushChannel, Woman
from tests.holding import away

RED = "chồng đang đánh em, cứu em với"


async def test_messages_turns_and_danger_are_counted_and_timed(tmp_path: Path) -> None:
    async with a_watched_service(tmp_path) as watched:
        woman = Woman(watched.office)
        await woman.says("ghi chu ly hon o dau")
        await woman.says(RED)
        with pytest.raises(TextTooLong):
            await woman.says("x" * 5000)
        figure = watched.figure
        assert await figure("osso_messages_total", channel="webchat", sender="woman") == 2
        assert await figure("osso_danger_total", level="red") == 1
        refused = {"channel": "webchat", "why": "too_long"}
        assert await figure("osso_messages_refused_total", **refused) == 1
        assert await figure("osso_turns_total", decision="answer", language="vi") == 1
        assert await figure("osso_accepting_seconds_count") == 2
        assert await figure("osso_danger_reply_seconds_count") == 1
        assert await figure("osso_reply_seconds_count") >= 1  # type: ignore[operator]
        assert await figure("osso_assistant_seconds_count", result="answered") == 2


async def test_what_waits_is_told_with_its_age(tmp_path: Path) -> None:
    async with a_watched_service(tmp_path) as watched:
        await Woman(watched.office).asks_for_a_person()
        assert await watched.figure("osso_queue_depth", priority="emergency") == 1
        assert await watched.figure("osso_queue_depth", priority="normal") == 0
        age = await watched.figure("osso_queue_oldest_seconds", priority="emergency")
        assert age is not None
        assert 0 < age < 60


async def test_deliveries_that_fail_are_told_by_channel(tmp_path: Path) -> None:
    push = PushChannel()
    push.errors = [DeliveryError("refused", permanent=True)]
    async with a_watched_service(tmp_path, FakeAssistant(), push) as watched:
        await Woman(watched.office, channel=push.name).says("ghi chu ly hon o dau")
        told = {"channel": push.name, "result": "refused"}
        assert await watched.figure("osso_deliveries_total", **told) == 1
        kept = {"channel": push.name, "state": "refused"}
        assert await watched.figure("osso_undelivered", **kept) == 1


async def test_an_assistant_that_is_down_and_its_model_are_told(tmp_path: Path) -> None:
    async with a_watched_service(tmp_path, FakeAssistant(down=True)) as watched:
        await Woman(watched.office).says("ghi chu ly hon o dau")
        assert await watched.figure("osso_assistant_seconds_count", result="unavailable") == 1
        assert await watched.figure("osso_assistant_state", state="ready") == 1
        assert await watched.figure("osso_assistant_state", state="down") == 0
        assert await watched.figure("osso_model_info", model="osso-0123abcd") == 1


async def test_backups_and_disks_are_told(tmp_path: Path) -> None:
    backups = tmp_path / "aside"
    backups.mkdir()
    (backups / "osso-2026-11-20-0300.age").touch()
    (backups / "osso-2026-11-22-0300.age").touch()
    async with a_watched_service(tmp_path, backup_dir=backups) as watched:
        assert await watched.figure("osso_backups_daily") == 1
        assert await watched.figure("osso_backup_timestamp_seconds") == 1_795_316_400
        for place in ("data", "backups"):
            assert await watched.figure("osso_disk_free_bytes", place=place)


async def test_a_database_that_does_not_answer_silences_nothing_else(tmp_path: Path) -> None:
    async with a_watched_service(tmp_path) as watched:
        await watched.office.store._engine.dispose()
        with away(tmp_path):
            assert await watched.figure("osso_database_up") == 0
            assert await watched.figure("osso_ready") == 0
            assert await watched.figure("osso_assistant_state", state="ready") == 1


# Written by hand: what a label may say. None of it comes from a woman or from anybody's typing.
MAY_SAY: dict[str, set[str]] = {
    "channel": {"webchat", "push"},
    "sender": {one.value for one in Sender},
    "level": {"amber", "red", "warning", "error", "critical"},
    "why": {"refused", "too_long", "empty", "unknown_choice", "not_saved", "in_vain", "nobody"},
    "decision": {one.value for one in Decision},
    "language": {"vi", "en", "ko"},
    "result": {"answered", "unavailable", "not_ready", "failed", "delivered", "refused", "gone"},
    "state": {
        *("ready", "starting", "down", "failed", "refused"),
        *("ok", "training", "untrained", "broken"),
        *(one.value for one in PageState),
    },
    "model": {"osso-0123abcd"},
    "place": {"data", "backups"},
    "priority": {one.value for one in Priority},
}
OF_THE_CODE = {"le", "room", "what"}  # numbers of ours, and what tests/.../test_troubles.py holds
OF_THE_MACHINE = {"osso_platform", "python_info"}


async def test_no_label_says_anything_but_words_of_the_code(tmp_path: Path) -> None:
    push = PushChannel()
    push.errors = [DeliveryError("refused", permanent=True)]
    async with a_watched_service(tmp_path, FakeAssistant(), push) as watched:
        await Woman(watched.office).asks_for_a_person()
        await Woman(watched.office, "0912345678", push.name).says("tên em là Hạnh")
        told = samples(await watched.exported())
    assert len({name for name, _, _ in told}) > 40
    for name, labels, _ in told:
        if name in OF_THE_MACHINE:
            continue
        for label, value in labels.items():
            assert label in OF_THE_CODE or value in MAY_SAY[label], (name, label, value)
        assert labels.get("room", "app").split(".")[0] in OURS
