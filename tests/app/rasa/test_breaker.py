"""Not asking an assistant that has just failed."""

from app.rasa.breaker import _NEXT, Breaker, Event, State


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


def test_while_a_probe_is_under_way_nobody_else_tries_however_long_it_takes() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, pause=2.0, clock=clock)
    breaker.failed()
    clock.now = 2.1
    assert breaker.lets_through()
    clock.now = 60.0
    assert not breaker.lets_through()
    breaker.failed()
    assert (breaker.state, breaker.lets_through()) == (State.OPEN, False)


def test_it_knows_for_how_long_nothing_has_succeeded() -> None:
    clock = Clock()
    breaker = Breaker(failures=3, clock=clock)
    assert breaker.failing_for == 0.0
    clock.now = 10.0
    breaker.failed()
    clock.now = 15.0
    breaker.failed()
    assert breaker.failing_for == 5.0
    breaker.succeeded()
    assert breaker.failing_for == 0.0


def test_every_event_that_can_come_has_its_line_in_the_table() -> None:
    for state in State:
        for often in (Event.SUCCEEDED, Event.FAILED_OFTEN):
            assert (state, often) in _NEXT
