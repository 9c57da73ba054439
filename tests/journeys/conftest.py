"""Journeys use the browser of the page tests, the model and the foreign Bot API server."""

from tests.browser.conftest import chromium
from tests.connectors.telegram.third_party.conftest import bot, test_api
from tests.rasa_live import live_rasa

__all__ = ["bot", "chromium", "live_rasa", "test_api"]
