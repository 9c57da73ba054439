"""How often the danger check speaks up at messages that ask the office something.

Some of the development set's questions do tell of danger (those about violence, of whom to ask
for protection); most do not. So this is no measure of right or wrong, but of how much is asked
of the woman and of the counsellors.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.commands.evaluate.questions import Kind, Question
from counselling.safety.detect import DangerDetector

_STORY = "story"


def alarms(detector: DangerDetector, questions: Iterable[Question]) -> Iterator[str]:
    """A line for stories and one for every other kind of message."""
    seen: dict[str, Counter[str]] = {}
    for question in questions:
        story = question.kind is Kind.COVERED and question.style == _STORY
        name = "stories" if story else question.kind.value
        seen.setdefault(name, Counter())[detector.see(question.text).level] += 1
    for name, levels in seen.items():
        whole = levels.total()
        red, amber = (100 * levels[level] / whole for level in ("red", "amber"))
        yield f"{name:10} {whole:5} messages: {red:5.1f} red, {amber:5.1f} amber"
