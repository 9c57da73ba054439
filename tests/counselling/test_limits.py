"""What a channel no longer delivers waits until she writes; nothing of it is lost or refused."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counselling.conversations import Sender
from counselling.limits import Limits, limits_of
from counselling.permissions import Role
from tests import looking
from tests.counselling.cast import FakeAssistant, PushChannel, Woman, an_office
from tests.desk.people import add_user

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MESSENGER_LIKE = Limits(window=DAY, staff_window=7 * DAY)


class Windowed(PushChannel):
    """A platform that delivers for a day after her message, and a counsellor's words for seven."""

    limits = MESSENGER_LIKE


@pytest.mark.parametrize(
    ("sender", "silent", "closed"),
    [
        (Sender.ASSISTANT, DAY - timedelta(seconds=1), False),
        (Sender.ASSISTANT, DAY, True),
        (Sender.SYSTEM, 2 * DAY, True),
        (Sender.COUNSELLOR, 2 * DAY, False),
        (Sender.COUNSELLOR, 7 * DAY, True),
    ],
)
def test_a_window_counts_from_her_last_message(
    sender: Sender, silent: timedelta, *, closed: bool
) -> None:
    assert MESSENGER_LIKE.is_closed(sender, NOW - silent, NOW) is closed


def test_a_channel_that_says_nothing_of_itself_never_closes() -> None:
    limits = limits_of({"push": PushChannel()})["push"]
    assert limits.closes_at(Sender.COUNSELLOR, NOW) is None


async def test_what_comes_too_late_waits_until_she_writes(tmp_path: Path) -> None:
    channel = Windowed()
    async with an_office(tmp_path, FakeAssistant(), channel) as office:
        woman = Woman(office, channel="push")
        code = await woman.asks_for_a_person()
        lan = await add_user(office, "lan", "Lan", Role.COUNSELLOR)
        await office.casework.claim(code, by=lan)
        await office.outbox.settle()
        channel.sent.clear()

        silent_for(tmp_path, 2 * DAY)
        await office.casework.reply(code, by=lan, text="Em đây chị.", external_id="a")
        await office.casework.hand_back(code, by=lan)
        await office.outbox.settle()
        assert [m.sender for m in channel.sent] == [Sender.COUNSELLOR]

        await office.casework.take_back(code, by=lan)
        silent_for(tmp_path, 8 * DAY)
        await office.casework.reply(code, by=lan, text="Chị khỏe không?", external_id="b")
        await office.outbox.settle()
        view = await office.casework.ticket(code, by=lan)
        assert (len(channel.sent), view.waits_for_her, view.unreachable_since) == (1, True, None)

        await woman.says("em đây ạ")
        assert "Chị khỏe không?" in [m.text for m in channel.sent]
        assert not (await office.casework.ticket(code, by=lan)).waits_for_her


def silent_for(folder: Path, past: timedelta) -> None:
    """As if her last message had come so long ago."""
    stamp = (datetime.now(UTC) - past).strftime("%Y-%m-%d %H:%M:%S.%f")
    long_ago = f"UPDATE message SET at = '{stamp}' WHERE sender = 'woman'"  # noqa: S608  # ours
    looking.change(folder, long_ago)
