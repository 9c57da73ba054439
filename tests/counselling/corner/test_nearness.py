"""What is nearly the same: for one entry as the check of the whole set tells it."""

from dataclasses import replace

from counselling.corner.nearness import check_nearly_like
from counselling.faq.entry import Draft
from counselling.faq.loading import read_folder
from counselling.faq.nearly import check_nearly_the_same
from counselling.faq.problems import Findings, Problem
from tests.counselling.corner.the_corner import ID_CARD
from tests.the_set import FOLDER


def told(drafts: list[Draft], one: Draft | None = None) -> set[Problem]:
    findings = Findings()
    if one:
        check_nearly_like(one, drafts, findings)
    else:
        check_nearly_the_same(drafts, findings)
    return {problem for problem in findings.in_order() if problem.entry == ID_CARD.key}


def test_of_one_entry_the_same_is_told_as_by_the_whole_check() -> None:
    drafts = dict(read_folder(FOLDER).drafts)
    one = drafts.pop(ID_CARD.key)
    borrowed = [draft.phrasings["vi"][3] for draft in drafts.values()][:20]
    words = [replace(each, value=f"{each.value} ạ") for each in borrowed]
    one = replace(one, phrasings={**one.phrasings, "vi": (*one.phrasings["vi"], *words)})
    found = told([*drafts.values(), one], one)
    assert len(found) > 10
    assert found == told([*drafts.values(), one])
