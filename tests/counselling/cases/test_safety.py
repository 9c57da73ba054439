"""The safety assessment names points and suggests; it never says that she is safe."""

import pytest

from counselling.cases.safety import ANSWERS, QUESTIONS, WHO_SIX, Answer, Safety, safety_of
from counselling.tickets.ticket import Priority


def test_what_was_left_out_is_no_point() -> None:
    assert Safety().points == ()
    assert Safety().suggested is None


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_has_one_answer_that_calls_for_a_plan(question: str) -> None:
    told = {answer: Safety({question: answer}).points for answer in ANSWERS}
    assert [points for points in told.values() if points] == [(question,)]
    assert told["unsure"] == ()


@pytest.mark.parametrize("question", ["now", "suicide", "could_kill", "strangled"])
def test_one_of_these_alone_speaks_for_an_emergency(question: str) -> None:
    assert Safety({question: "yes"}).suggested is Priority.EMERGENCY


def test_another_point_speaks_for_urgent() -> None:
    assert Safety({"jealous": "yes", "now": "no"}).suggested is Priority.URGENT
    assert Safety({"contact": "no"}).suggested is Priority.URGENT


def test_three_of_the_six_of_who_speak_for_an_emergency() -> None:
    answers: dict[str, Answer] = {"worse": "yes", "weapon": "yes", "pregnant": "unsure"}
    assert Safety(answers).suggested is Priority.URGENT
    assert Safety(answers | {"pregnant": "yes"}).suggested is Priority.EMERGENCY
    assert len(WHO_SIX) == 6


def test_no_number_of_noes_suggests_anything() -> None:
    noes = Safety({name: "no" for name in QUESTIONS if name != "contact"})
    assert (noes.points, noes.suggested) == ((), None)


def test_it_is_kept_and_read_again_as_it_was() -> None:
    whole = Safety({"now": "yes", "contact": "unsure"}, "gọi chị gái")
    assert safety_of(whole.body()) == whole
