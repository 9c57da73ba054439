"""What women asked and the set did not answer: without their names, grouped by likeness."""

from counselling.gaps.grouping import Gap, group
from counselling.gaps.masking import BLANK, Masker

__all__ = ["BLANK", "Gap", "Masker", "group"]
