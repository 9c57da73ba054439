"""What is stored of a recovery code: slow to guess even for whoever has the office's secret."""

from argon2 import PasswordHasher

from counselling.accounts.recovery import RecoveryHasher, new_codes
from counselling.chained import one_more
from tests.counselling.cast import QUICK, SECRET

DEARER = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)


async def test_a_code_is_told_however_it_was_typed() -> None:
    hasher, [code, *_] = RecoveryHasher(SECRET, QUICK), new_codes()
    stored = await hasher.hash("lan", code)
    assert await hasher.hash("lan", f" {code.upper().replace('-', ' ')} ") == stored
    assert await hasher.hash_all("lan", [code, "other"]) == [
        stored,
        await hasher.hash("lan", "other"),
    ]


async def test_each_guess_costs_what_a_password_costs() -> None:
    quick = await RecoveryHasher(SECRET, QUICK).hash("lan", "abcde-fghjk")
    assert await RecoveryHasher(SECRET, DEARER).hash("lan", "abcde-fghjk") != quick
    usual = RecoveryHasher(SECRET)._cost
    assert (usual.time_cost, usual.memory_cost) >= (3, 65_536)  # RFC 9106, 4: low-memory profile


async def test_the_same_code_of_two_accounts_is_stored_differently() -> None:
    hasher = RecoveryHasher(SECRET, QUICK)
    assert await hasher.hash("lan", "abcde-fghjk") != await hasher.hash("hoa", "abcde-fghjk")


async def test_another_secret_of_the_office_adds_a_link_and_changes_no_salt() -> None:
    before, after = RecoveryHasher(SECRET, QUICK), RecoveryHasher(bytes(32), QUICK)
    stored = await before.hash("lan", "abcde-fghjk")
    after.former = [before.key]
    assert await after.hash("lan", "abcde-fghjk") == one_more(after.key, stored)
