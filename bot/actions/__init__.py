"""What the assistant can do. Pure: a turn and the FAQ set in, texts, choices and effects out.

The names are those of bot/domain/actions.yml. The service runs them (app/rasa/actions_server.py).
"""

from collections.abc import Callable, Mapping

from bot.actions.answer import answer
from bot.actions.asked import Asked
from bot.actions.browse import browse
from bot.actions.clarify import clarify
from bot.actions.fallback import fallback, not_meant
from bot.actions.follow_up import follow_up
from bot.actions.hand_over import ask_consent, decline, hand_over, still_waiting
from bot.actions.helped import helpful, unhelpful
from bot.actions.smalltalk import smalltalk
from bot.actions.who_reads import who_reads
from counselling.assistant import Answered
from counselling.faq import FaqSet

ACTIONS: Mapping[str, Callable[[Asked, FaqSet], Answered]] = {
    "action_answer": answer,
    "action_clarify": clarify,
    "action_fallback": fallback,
    "action_not_meant": not_meant,
    "action_browse": browse,
    "action_follow_up": follow_up,
    "action_helpful": helpful,
    "action_unhelpful": unhelpful,
    "action_who_reads": who_reads,
    "action_ask_consent": ask_consent,
    "action_still_waiting": still_waiting,
    "action_hand_over": hand_over,
    "action_decline": decline,
    "action_smalltalk": smalltalk,
}
