"""A real Chromium for the tests of the pages."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

# Nothing of the browser's own may go to the network, and containers have no other sandbox.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# The same engine; the first comes without windows, menus and the pages these are made of.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")


def find_chromium() -> str:
    """The installed Chromium; skips the test without one, and fails it where CI must not skip."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    reason = "PAGES NOT TESTED: no Chromium here; as root: apt-get install chromium"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def one_chromium() -> AsyncIterator[Browser]:
    """Started once: that takes longer than most of the tests it serves."""
    executable = find_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def chromium(one_chromium: Browser) -> AsyncIterator[Browser]:
    """A browser without any profile, for the test to open its own; none is left open.

    What asks for it runs in the browser's event loop: tests/conftest.py sees to the tests, and
    fixtures say ``loop_scope="session"``.
    """
    yield one_chromium
    for left_open in one_chromium.contexts:
        await left_open.close()
