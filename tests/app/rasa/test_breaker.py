"""Not asking an assistant that has just failed."""

from app.rasa.breaker import Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_lets_through_until_enough_have_failed_in_a_row() -> None:
    breaker = Breaker(failures=3, clock=Clock())
    for _ in range(2):
        breaker.failed()
        assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()


def test_a_success_in_between_starts_the_count_anew() -> None:
    breaker = Breaker(failures=2, clock=Clock())
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.lets_through()


def test_after_a_pause_one_may_try_and_the_others_wait_for_it() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, pause=2.0, clock=clock)
    breaker.failed()
    clock.now = 2.1
    assert breaker.lets_through()
    assert not breaker.lets_through()
    breaker.succeeded()
    assert breaker.lets_through()
    assert breaker.lets_through()
