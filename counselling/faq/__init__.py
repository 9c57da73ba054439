"""The curated question-and-answer set: its model, its loader and its check. Pure, no web."""

from counselling.faq.check import check
from counselling.faq.faqset import FaqSet
from counselling.faq.lines import Lines, UnknownLine
from counselling.faq.loading import load
from counselling.faq.model import (
    DangerReply,
    Entry,
    Hotline,
    Office,
    Partner,
    Text,
    Theme,
    Topic,
)
from counselling.faq.problems import FaqProblems, Problem, Severity

__all__ = [
    "DangerReply",
    "Entry",
    "FaqProblems",
    "FaqSet",
    "Hotline",
    "Lines",
    "Office",
    "Partner",
    "Problem",
    "Severity",
    "Text",
    "Theme",
    "Topic",
    "UnknownLine",
    "check",
    "load",
]
