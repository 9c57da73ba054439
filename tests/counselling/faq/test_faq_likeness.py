"""What counts as alike, and that no alike pair is overlooked."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselling.faq.likeness import Pieces, alike, pieces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mất căn cước thì làm sao?", "mat can cuoc thi lam sao"),
        ("ck ko chịu", "chồng không chịu"),
        ("ở đâu làm căn cước", "làm căn cước ở đâu"),
        ("Where, exactly?", "exactly where"),
    ],
)
def test_case_marks_signs_short_forms_and_order_make_no_difference(one: str, other: str) -> None:
    assert pieces(one) == pieces(other)


def test_every_language_has_pieces() -> None:
    assert pieces("양육권") == {" 양육", "양육권", "육권 "}
    assert pieces("?!") == frozenset()


SETS = st.lists(st.frozensets(st.sampled_from("abcdefgh")), max_size=12)


@given(SETS, st.sampled_from([0.3, 0.5, 0.7, 0.9, 1.0]))
def test_exactly_the_pairs_that_are_alike_enough_are_found(
    texts: list[Pieces], least: float
) -> None:
    expected = {
        (one, other): len(texts[one] & texts[other]) / len(texts[one] | texts[other])
        for one, other in combinations(range(len(texts)), 2)
        if texts[one] | texts[other]
        and len(texts[one] & texts[other]) / len(texts[one] | texts[other]) >= least
    }
    found = list(alike(texts, least))
    assert {(pair.first, pair.second): pair.likeness for pair in found} == expected
    assert len(found) == len(expected)
