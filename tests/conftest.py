"""What every room's tests may ask for: the whole service, running as a newcomer starts it."""

import signal
from collections.abc import Iterator

import pytest

from tests.running import ROOT, RunningService, run_service

# A shell's "&" makes us ignore Ctrl-C, and so would all that the tests start and stop with it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drives the browser runs in its event loop: it is started once for all."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """``./osso up`` in a fresh data folder, with a really trained Rasa that answers."""
    data = tmp_path_factory.mktemp("service")
    # One training serves all: the model of tests/rasa_live.py fits here too.
    shared = ROOT / ".rasa/tests"
    shared.mkdir(parents=True, exist_ok=True)
    (data / "rasa").symlink_to(shared)
    with run_service(data) as running:
        running.until_ready()
        yield running
