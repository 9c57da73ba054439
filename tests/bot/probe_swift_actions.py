"""Checks answers of actions with the validator made once. In: a list of answers."""

from __future__ import annotations

import json
import sys
from typing import Any

from jsonschema import ValidationError  # type: ignore[import-untyped]
from rasa.core.actions.action import RemoteAction

from bot.swift_actions import check_schema_once


def accepted(result: Any) -> bool:
    try:
        return bool(RemoteAction("action_answer", None)._validate_action_result(result))
    except ValidationError:
        return False


if __name__ == "__main__":
    answers = json.load(sys.stdin)
    before = [accepted(each) for each in answers]
    check_schema_once()
    json.dump({"before": before, "after": [accepted(each) for each in answers]}, sys.stdout)
