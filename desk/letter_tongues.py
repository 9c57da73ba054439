"""The languages of a letter on paper."""

from collections.abc import Mapping

from counselling.conversations import Language

BOTH = "both"
TONGUES: Mapping[str, tuple[Language, ...]] = {
    BOTH: ("vi", "en"),
    "vi": ("vi",),
    "en": ("en",),
    "ko": ("ko",),
}
"""In which languages a letter can be made: Vietnamese with English beside it, or one alone."""
