"""The shelf of models: the one in use, the one before, and whatever a running Rasa may need."""

from pathlib import Path

import pytest

from app.rasa.models import ModelShelf


def train(shelf: ModelShelf, folder: Path, name: str) -> Path:
    made = folder / "made.tar.gz"
    made.write_bytes(name.encode())
    shelf.accept(name, made)
    return shelf.path(name)


@pytest.fixture
def shelf(tmp_path: Path) -> ModelShelf:
    (tmp_path / "models").mkdir()
    return ModelShelf(tmp_path / "models")


def test_the_newest_and_the_one_before_are_kept(shelf: ModelShelf, tmp_path: Path) -> None:
    first, second, third = (train(shelf, tmp_path, name) for name in ("a", "b", "c"))
    assert not first.exists()
    assert second.exists()
    assert third.exists()
    assert shelf.trusted("b")
    assert shelf.trusted("c")


def test_a_model_somebody_holds_stays_and_stays_trusted(shelf: ModelShelf, tmp_path: Path) -> None:
    with shelf.hold(train(shelf, tmp_path, "a")):
        for name in ("b", "c", "d"):
            train(shelf, tmp_path, name)
        assert shelf.trusted("a")
        assert not shelf.path("b").exists()
    train(shelf, tmp_path, "e")
    assert not shelf.path("a").exists()


def test_a_model_that_is_gone_cannot_be_held(shelf: ModelShelf) -> None:
    with pytest.raises(FileNotFoundError):
        shelf.hold(shelf.path("a"))


def test_a_half_model_of_a_killed_run_goes_with_the_next_training(
    shelf: ModelShelf, tmp_path: Path
) -> None:
    shelf.path("half").write_bytes(b"ha")
    (tmp_path / "models/models.json.new").write_text("{")
    assert not shelf.trusted("half")
    train(shelf, tmp_path, "a")
    names = sorted(path.name for path in (tmp_path / "models").iterdir())
    assert names == ["models.json", "osso-a.tar.gz"]
