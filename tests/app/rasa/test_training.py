"""Training only when it must, and trusting only what we trained; a real process trains."""

import asyncio
import fcntl
from dataclasses import replace
from pathlib import Path

import pytest

from app.rasa import training
from app.rasa.models import ModelShelf
from app.rasa.training import TrainingFailed, ensure_model
from tests.app.rasa.stand_in import a_home, behave, niceness, starts
from tests.bot.cast import a_set, an_entry

FAQ = a_set(an_entry("legal/divorce"))


async def test_a_model_is_trained_once_for_the_same_files(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    first = await ensure_model(home, FAQ)
    assert first.read_bytes() == b"a model"
    assert await ensure_model(home, FAQ) == first
    assert len(starts(tmp_path)) == 1


async def test_a_data_folder_that_was_moved_keeps_its_models(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    first = await ensure_model(home, FAQ)
    elsewhere = replace(home, folder=tmp_path.with_name(f"{tmp_path.name}-moved"))
    home.folder.rename(elsewhere.folder)
    assert (await ensure_model(elsewhere, FAQ)).name == first.name
    assert len(starts(tmp_path)) == 1


@pytest.mark.parametrize("file", ["bot/config.yml", "language/fold.py", "data/nlu/yes.yml"])
async def test_a_changed_file_makes_a_new_model(tmp_path: Path, file: str) -> None:
    home = a_home(tmp_path)
    first = await ensure_model(home, FAQ)
    (tmp_path / file).write_text("changed")
    assert await ensure_model(home, FAQ) != first


async def test_a_new_phrasing_makes_a_new_model_but_nothing_else_in_an_entry_does(
    tmp_path: Path,
) -> None:
    home = a_home(tmp_path)
    first = await ensure_model(home, FAQ)
    related = a_set(an_entry("legal/divorce", related=("legal/papers",)))
    assert await ensure_model(home, related) == first
    assert await ensure_model(home, a_set(an_entry("legal/papers"))) != first


async def test_a_model_that_is_not_the_one_we_trained_is_trained_anew(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    model = await ensure_model(home, FAQ)
    model.write_bytes(b"somebody else's model")
    assert await ensure_model(home, FAQ) == model
    assert model.read_bytes() == b"a model"


async def test_a_model_put_there_by_hand_is_not_trusted(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    model = await ensure_model(home, FAQ)
    (home.models / "models.json").write_text("{}")
    await ensure_model(home, FAQ)
    assert len(starts(tmp_path)) == 2
    assert model.exists()


async def test_a_sentence_to_learn_spellings_from_does_not_make_a_new_model(
    tmp_path: Path,
) -> None:
    home = a_home(tmp_path)
    first = await ensure_model(home, FAQ)
    home.texts.write_text("sentences", encoding="utf-8")
    assert await ensure_model(home, FAQ) == first


async def test_what_a_killed_training_left_is_no_model_and_goes_with_the_next(
    tmp_path: Path,
) -> None:
    home = a_home(tmp_path, "slow")
    training = asyncio.create_task(ensure_model(home, FAQ))
    while not starts(tmp_path):  # noqa: ASYNC110  # another process writes it
        await asyncio.sleep(0.01)
    left = home.folder / "training-killed"
    left.mkdir()
    (left / "half.tar.gz").write_bytes(b"ha")
    training.cancel()
    await asyncio.gather(training, return_exceptions=True)
    assert list(home.models.iterdir()) == []
    await ensure_model(home, FAQ)
    assert not left.exists()
    assert not any(path.is_dir() for path in home.folder.glob("training-*"))


async def test_a_training_beside_a_running_assistant_leaves_it_the_processor(
    tmp_path: Path,
) -> None:
    home = a_home(tmp_path)
    await ensure_model(home, FAQ)
    await ensure_model(home, a_set(an_entry("legal/papers")), lowly=True)
    first, second = niceness(tmp_path)
    assert second >= min(first + 5, 19)


async def test_waiting_for_another_commands_training_can_be_given_up(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    home.folder.mkdir()
    with (home.folder / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = asyncio.create_task(ensure_model(home, FAQ))
        await asyncio.sleep(0.2)
        waiting.cancel()
        async with asyncio.timeout(1):
            await asyncio.gather(waiting, return_exceptions=True)
    assert starts(tmp_path) == []


async def test_a_register_that_cannot_be_read_trusts_nothing(tmp_path: Path) -> None:
    shelf = ModelShelf(tmp_path)
    shelf.path("abc").write_bytes(b"a model")
    (tmp_path / "models.json").write_text("[not json")
    assert not shelf.trusted("abc")


async def test_progress_is_told_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "LINE_EVERY", 0.1)
    lines: list[str] = []
    await ensure_model(a_home(tmp_path, "slow"), FAQ, lines.append)
    assert len(lines) >= 3
    assert lines[-1].startswith("The assistant is trained")


@pytest.mark.parametrize("way", ["fail", "nothing"])
async def test_a_failed_training_says_why_and_where_to_read_more(tmp_path: Path, way: str) -> None:
    home = a_home(tmp_path, way)
    with pytest.raises(TrainingFailed) as raised:
        await ensure_model(home, FAQ)
    assert str(home.folder / "training.log") in str(raised.value)
    if way == "fail":
        assert "the training data is broken" in str(raised.value)
    behave(tmp_path)
    assert (await ensure_model(home, FAQ)).exists()


async def test_two_at_once_train_one_model(tmp_path: Path) -> None:
    home = a_home(tmp_path, "slow")
    first, second = await asyncio.gather(ensure_model(home, FAQ), ensure_model(home, FAQ))
    assert first == second
    assert len(starts(tmp_path)) == 1
