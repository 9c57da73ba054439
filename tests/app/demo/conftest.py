"""One small made-up month for all tests of the demo."""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from app.cli import main
from app.demo import month


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a small month in it, and what was printed."""
    made = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as printed:
        patch.setenv("OSSO_DATA_DIR", str(made))
        patch.setattr(month, "ONLY_QUESTIONS", 8)
        assert main(["demo"]) == 0
        (made / "printed.txt").write_text(printed.getvalue())
        yield made
