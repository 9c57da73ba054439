"""Greeting (160 characters), first button and menu (30 each) of the page, in three languages.

https://developers.facebook.com/docs/messenger-platform/reference/messenger-profile-api
"""

from connectors.messaging.handing_in import COMMANDS
from counselling.conversations import Language
from counselling.reception import Reception

LOCALES: dict[str, Language] = {"default": "vi", "en_US": "en", "en_GB": "en", "ko_KR": "ko"}


def profile(reception: Reception) -> dict[str, object]:
    """As ``POST /me/messenger_profile`` takes it."""
    say, locales = reception.say, LOCALES.items()
    return {
        "get_started": {"payload": COMMANDS["start"]},
        "greeting": [
            {"locale": locale, "text": say("greeting_messenger", language)}
            for locale, language in locales
        ],
        "persistent_menu": [
            {
                "locale": locale,
                "composer_input_disabled": False,
                "call_to_actions": [
                    {"type": "postback", "title": say(f"choice_{c}", language), "payload": c}
                    for c in COMMANDS.values()
                ],
            }
            for locale, language in locales
        ],
    }
