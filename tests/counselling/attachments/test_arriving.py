"""What is too much, does not arrive, or arrives while she changes her mind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.office import Office
from counselling.attachments.attachment import Arrival, Limits
from counselling.permissions import User
from counselling.reception import NotSaved
from counselling.store.not_saved import NotSaved as StoreNotSaved
from tests.counselling.attachments.samples import PDF, png
from tests.counselling.attachments.sender import last_to_her, sends
from tests.counselling.cast import FakeAssistant, Woman, an_office


async def cut_off() -> AsyncIterator[bytes]:
    yield png()[:20]
    raise ConnectionResetError


async def test_her_yes_taken_back_during_the_download_counts(
    woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()

    async def slowly() -> AsyncIterator[bytes]:
        yield png()[:20]
        await woman.taps("withdraw")
        yield png()[20:]

    await sends(woman, slowly())
    assert "không giữ lại gì" in (await last_to_her(woman)).text
    assert await office.attachment_viewer.all_of(code, by=lan) == {}


@pytest.mark.parametrize("claimed", [None, 3])
async def test_what_is_too_large_is_not_kept_whatever_was_claimed(
    woman: Woman, office: Office, lan: User, claimed: int | None
) -> None:
    code = await woman.asks_for_a_person()
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield bytes(1_000_000)

    await sends(woman, endless(), size=claimed)
    assert read == 11
    assert "đến 10 MB" in (await last_to_her(woman)).text
    assert await office.attachment_viewer.all_of(code, by=lan) == {}


@pytest.mark.parametrize(
    "limits", [Limits(files=2), Limits(total_bytes=2 * len(PDF)), Limits(files=0)]
)
async def test_too_many_or_too_much_together_is_said_kindly_and_the_first_stay(
    tmp_path: Path, limits: Limits
) -> None:
    async with an_office(tmp_path, FakeAssistant(), attachment_limits=limits) as office:
        woman = Woman(office)
        await woman.asks_for_a_person()
        for _ in range(3):
            await sends(woman, PDF)
        assert "không còn chỗ" in (await last_to_her(woman)).text
        texts = [text for text in await woman.texts() if text.startswith("[")]
    kept = min(2, limits.files)
    assert texts == ["[tệp]"] * kept + ["[tệp, không được giữ lại]"] * (3 - kept)


async def test_what_did_not_arrive_whole_is_not_stored_and_can_be_handed_in_again(
    woman: Woman,
) -> None:
    await woman.asks_for_a_person()
    before = await woman.reads()
    with pytest.raises(ConnectionResetError):
        await sends(woman, cut_off(), id="9")
    assert await woman.reads() == before
    assert not (await sends(woman, id="9")).duplicate


async def test_what_can_never_be_fetched_she_is_asked_to_send_again(
    woman: Woman, office: Office
) -> None:
    await woman.asks_for_a_person()
    lost = Arrival(woman.channel, woman.address, "9", "photo")
    receipt = await office.attachments.lost(lost)
    message, told = (await woman.reads())[-2:]
    assert (message.seq, message.text) == (receipt.seq, "[ảnh, không được giữ lại]")
    assert "chưa đến nơi" in told.text
    assert (await office.attachments.lost(lost)).duplicate
    await sends(woman, b"")
    assert "chưa đến nơi" in (await last_to_her(woman)).text


async def test_a_locked_database_takes_nothing_and_says_so(
    woman: Woman, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await woman.asks_for_a_person()

    def locked(**_: object) -> None:
        raise StoreNotSaved

    with monkeypatch.context() as patch:
        patch.setattr(office.store, "write", locked)
        with pytest.raises(NotSaved):
            await sends(woman, id="3")
    assert not (await sends(woman, id="3")).duplicate
