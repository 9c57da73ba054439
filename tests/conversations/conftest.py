"""Whole conversations with a really trained Rasa."""

from tests.rasa_live import live_rasa, rasa_assistant

__all__ = ["live_rasa", "rasa_assistant"]
