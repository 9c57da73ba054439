"""Finding a partner agency: by need, by province, or by any of its words, without diacritics too.

The folded text of each agency is made anew for every search: there are some dozens of them.
"""

from collections.abc import Sequence

from counselling.conversations import LANGUAGES
from counselling.faq import FaqSet
from counselling.faq.model import Partner
from language.normalise import fold


def find(faq: FaqSet, words: str = "", need: str = "", province: str = "") -> list[Partner]:
    """The agencies that serve ``need`` in ``province`` and have all of ``words``, in file order."""
    wanted = fold(words).split()
    return [
        partner
        for partner in faq.partners.values()
        if (not need or need in partner.needs)
        and (not province or not partner.provinces or province in partner.provinces)
        and all(word in _folded(faq, partner) for word in wanted)
    ]


def provinces(faq: FaqSet) -> Sequence[str]:
    """Every province, or country, that an agency or office names, in alphabetical order."""
    named = {place for partner in faq.partners.values() for place in partner.provinces}
    named |= {place for office in faq.offices.values() for place in office.areas}
    return sorted(named, key=fold)


def _folded(faq: FaqSet, partner: Partner) -> str:
    needs = (faq.lines.texts[f"need_{need}"] for need in partner.needs)
    texts = [partner.area, *partner.provinces]
    for one in (partner.name, partner.services, *needs):
        texts += [one[language] for language in LANGUAGES if language in one]
    return " ".join(fold(text) for text in texts)
