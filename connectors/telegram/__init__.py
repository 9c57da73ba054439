"""Telegram: an adapter that decides nothing (docs/telegram.md)."""

import os

# python-telegram-bot 22 gives pauses as timedeltas if asked to; else it warns that it will.
os.environ.setdefault("PTB_TIMEDELTA", "true")
