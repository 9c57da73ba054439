"""The program that is Rasa's server here: ``python -m bot.serve run …``, all else as ``rasa run``.

What of Rasa this assistant never uses is left out: its neural networks, for whose sake TensorFlow
is imported, its own channels, which stay shut (bot/credentials.yml), and its tests. So it starts
in half the time and holds half the memory; training imports everything as ever. Whoever puts a
component with a neural network into bot/config.yml takes the names of its modules out of here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType

_CHANNELS = "rasa.core.channels"
_NEURAL = "rasa.utils.tensorflow"
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    # A model names what it was trained with, and this check of the training imports all of it.
    "rasa.graph_components.validators.default_recipe_validator": ("DefaultV1RecipeValidator",),
    f"{_NEURAL}.callback": ("RasaModelCheckpoint", "RasaTrainingLogger"),
    f"{_NEURAL}.data_generator": ("RasaBatchDataGenerator",),
    "rasa.core.test": ("test",),
    "rasa.nlu.test": ("CVEvaluationResult",),
    f"{_CHANNELS}.botframework": ("BotFrameworkInput",),
    f"{_CHANNELS}.callback": ("CallbackInput",),
    f"{_CHANNELS}.console": ("CmdlineInput",),
    f"{_CHANNELS}.facebook": ("FacebookInput",),
    f"{_CHANNELS}.hangouts": ("HangoutsInput",),
    f"{_CHANNELS}.mattermost": ("MattermostInput",),
    f"{_CHANNELS}.rasa_chat": ("RasaChatInput",),
    f"{_CHANNELS}.rest": ("RestInput",),
    f"{_CHANNELS}.rocketchat": ("RocketChatInput",),
    f"{_CHANNELS}.slack": ("SlackInput",),
    f"{_CHANNELS}.socketio": ("SocketIOInput",),
    f"{_CHANNELS}.telegram": ("TelegramInput",),
    f"{_CHANNELS}.twilio": ("TwilioInput",),
    f"{_CHANNELS}.twilio_voice": ("TwilioVoiceInput",),
    f"{_CHANNELS}.webexteams": ("WebexTeamsInput",),
}
"""Modules of Rasa 3.6.21, and the names that are imported from each."""


class _LeftOut:
    """Stands where a class was; Rasa lists its channels by their names."""

    @classmethod
    def name(cls) -> str:
        return f"{cls.__module__} (left out)"


def leave_out() -> None:
    """Have every import of those modules find an empty one. Before Rasa's first import."""
    for module, names in LEFT_OUT.items():
        empty = ModuleType(module)
        for name in names:
            setattr(empty, name, type(name, (_LeftOut,), {"__module__": module}))
        sys.modules[module] = empty


def main() -> None:
    """Serve, by the arguments of ``rasa``."""
    leave_out()
    from rasa.__main__ import main as rasa  # noqa: PLC0415  # not before the rest is left out

    rasa()


if __name__ == "__main__":
    main()
