"""What every room's tests may ask for: the whole service, running as a newcomer starts it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import postgres, sqlite_only
from tests.distribution import Distribution, scope_of
from tests.rasa_live import trained_model
from tests.running import RunningService, run_service

__all__ = ["trained_model"]

# A shell's "&" makes us ignore Ctrl-C, and so would all that the tests start and stop with it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Distribution | None:
    """Tells pytest-xdist which tests stay together."""
    return Distribution(config, log) if config.getoption("dist") == "loadscope" else None


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database postgresql``: the same tests on a real PostgreSQL server."""
    parser.addoption("--database", choices=("sqlite", "postgresql"))


def pytest_configure(config: pytest.Config) -> None:
    """Hand the choice on to workers and to what the tests start."""
    if chosen := config.getoption("database"):
        os.environ[postgres.CHOICE] = chosen


def pytest_unconfigure() -> None:
    """No server outlives the tests."""
    postgres.end()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run those that are marked so on PostgreSQL too."""
    both = metafunc.definition.get_closest_marker("both_databases")
    if both and not metafunc.config.getoption("database"):
        metafunc.parametrize("on_database", ("sqlite", "postgresql"), indirect=True)


@pytest.fixture(autouse=True)
def on_database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database a test runs on; what it used on a server is emptied.

    What was in use before it is open for a whole module and stays.
    """
    if chosen := getattr(request, "param", None):
        monkeypatch.setenv(postgres.CHOICE, chosen)
    if postgres.wanted():
        postgres.find_server()
    before = postgres.in_use()
    yield
    postgres.empty_all(before)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In which loop and order the tests run, that what is slow to start is started once."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            # In the browser's own event loop, which is one for all.
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
        if item.get_closest_marker("rasa") and scope_of(item.nodeid) == item.nodeid:
            raise pytest.UsageError(f"{item.nodeid} needs its line in tests/distribution.py")
    if postgres.wanted():
        sqlite_only.leave_out(items)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """What waits for Rasa begins first, and of that what trains it; all else fills the time."""
    needed = getattr(item, "fixturenames", ())
    if "live_rasa" in needed:
        return 0
    if item.get_closest_marker("rasa"):
        return 2 if "trained_model" in needed else 1
    return 3


@pytest.fixture(scope="session")
def service(
    tmp_path_factory: pytest.TempPathFactory, trained_model: Path
) -> Iterator[RunningService]:
    """``./osso up`` in a fresh data folder, with a really trained Rasa that answers."""
    data = tmp_path_factory.mktemp("service")
    # One training serves all: the model of tests/rasa_live.py fits here too.
    (data / "rasa").symlink_to(trained_model.parents[1])
    with run_service(data) as running:
        running.until_ready()
        yield running
