"""Journeys use the browser of the page tests and the model of the conversations."""

from tests.browser.conftest import chromium, one_chromium
from tests.rasa_live import live_rasa

__all__ = ["chromium", "live_rasa", "one_chromium"]
