"""Journeys use the browser of the page tests and the model of the conversations."""

from tests.browser.conftest import chromium
from tests.rasa_live import live_rasa

__all__ = ["chromium", "live_rasa"]
