"""Journeys use the browser of the page tests, and the foreign Bot API server."""

from tests.browser.conftest import chromium, one_chromium
from tests.connectors.telegram.third_party.conftest import bot, test_api

__all__ = ["bot", "chromium", "one_chromium", "test_api"]
