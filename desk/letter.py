"""A referral letter on paper: exactly what she agreed to share, and nothing else about her."""

from collections.abc import Callable, Sequence
from datetime import datetime

from counselling.conversations import Language
from counselling.faq.lines import Lines
from counselling.faq.model import Localized, Office
from counselling.referrals.asking import spoken_day
from counselling.referrals.revoking import day_of
from counselling.referrals.view import LetterMatter
from desk.letter_tongues import TONGUES
from documents import Paper

Say = Callable[..., str]


def write_letter(matter: LetterMatter, lines: Lines, tongue: str, at: datetime) -> bytes:
    """The letter as a PDF file; ``tongue``: a key of TONGUES. Takes 0.2 s: call it in a thread."""
    tongues = TONGUES[tongue]

    def say(line: str, **names: object) -> str:
        return " / ".join(lines.say(line, one, **names) for one in tongues)

    number = f"{matter.code}-{matter.referral.number}"
    paper = Paper(f"{say('letter_title')} {number}", tongues[0], written=at, foot=number)
    paper.letterhead(_letterhead(matter.office, tongues) or [say("letter_office")])
    paper.title(say("letter_title"))
    paper.facts(_about(matter, say, tongues))
    paper.heading(say("letter_shared"))
    _write_shared(paper, matter, lines, tongues)
    paper.gap(4)
    for one in tongues:
        paper.paragraph(_consent(matter, lines, one))
    paper.gap(6)
    paper.facts([(say("letter_counsellor"), matter.counsellor)])
    return paper.finish()


def _letterhead(office: Office | None, tongues: Sequence[Language]) -> list[str]:
    """What is known of the office, a line each; nothing stands for what is not known."""
    if office is None:
        return []
    names = [office.name[one] for one in tongues]
    contact = " · ".join(known for known in (office.phone, office.email) if known)
    return [line for line in (*names, office.address, contact, office.hours) if line]


def _about(matter: LetterMatter, say: Say, tongues: Sequence[Language]) -> list[tuple[str, str]]:
    one, content = matter.referral, matter.content
    rows = [
        (say("letter_to"), _in_each(content.agency, tongues)),
        (say("letter_number"), f"{matter.code} ({one.number})"),
        (say("letter_date"), spoken_day(matter.today, tongues[0])),
        (say("letter_need"), say(f"need_{content.need}")),
        (say("letter_purpose"), content.purpose),
        (say("letter_urgency"), say(f"urgency_{one.urgency}")),
        (say("letter_valid"), spoken_day(one.valid_until, tongues[0])),
    ]
    return [row for row in rows if row[1]]


def _write_shared(
    paper: Paper, matter: LetterMatter, lines: Lines, tongues: Sequence[Language]
) -> None:
    if not matter.content.shared:
        for one in tongues:
            paper.paragraph(lines.say("letter_nothing", one))
        return
    paper.facts(
        (" / ".join(lines.say(f"share_{name}", one) for one in tongues), text)
        for name, text in matter.content.shared.items()
    )


def _consent(matter: LetterMatter, lines: Lines, language: Language) -> str:
    one = matter.referral
    if one.agreed_at is None or one.agreed_how is None:
        raise ValueError(f"referral {one.id} has no yes")
    how = lines.say(f"letter_how_{one.agreed_how}", language)
    date = spoken_day(day_of(one.agreed_at), language)
    return lines.say("letter_consent", language, date=date, how=how)


def _in_each(name: Localized, tongues: Sequence[Language]) -> str:
    return "\n".join(name[one] for one in tongues)
