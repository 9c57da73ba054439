"""Texts at rest: unreadable without the office's key, and for good once their key is erased."""

import pytest

from counselling.store.vault import Unreadable, Vault

SECRET = bytes(range(32))


def test_a_sealed_text_opens_again_in_its_place() -> None:
    vault = Vault(SECRET)
    sealer = vault.open_key(vault.new_key("c1"), "c1")
    assert sealer.open(sealer.seal("chị cần giúp gì ạ?", "message 1"), "message 1") == (
        "chị cần giúp gì ạ?"
    )


def test_the_text_does_not_show_and_never_looks_the_same_twice() -> None:
    vault = Vault(SECRET)
    sealer = vault.open_key(vault.new_key("c1"), "c1")
    first, second = sealer.seal("ly hôn", "message 1"), sealer.seal("ly hôn", "message 1")
    assert "ly hôn".encode() not in first
    assert first != second


def test_a_text_moved_to_another_place_does_not_open() -> None:
    vault = Vault(SECRET)
    sealer = vault.open_key(vault.new_key("c1"), "c1")
    with pytest.raises(Unreadable):
        sealer.open(sealer.seal("ly hôn", "message 1"), "message 2")


def test_one_conversations_key_opens_no_other_text() -> None:
    vault = Vault(SECRET)
    one = vault.open_key(vault.new_key("c1"), "c1")
    other = vault.open_key(vault.new_key("c2"), "c2")
    with pytest.raises(Unreadable):
        other.open(one.seal("ly hôn", "message 1"), "message 1")


def test_a_wrapped_key_opens_only_with_the_same_secret_and_conversation() -> None:
    wrapped = Vault(SECRET).new_key("c1")
    with pytest.raises(Unreadable):
        Vault(bytes(32)).open_key(wrapped, "c1")
    with pytest.raises(Unreadable):
        Vault(SECRET).open_key(wrapped, "c2")


def test_a_changed_byte_is_noticed() -> None:
    vault = Vault(SECRET)
    sealer = vault.open_key(vault.new_key("c1"), "c1")
    sealed = bytearray(sealer.seal("ly hôn", "message 1"))
    sealed[20] ^= 1
    with pytest.raises(Unreadable):
        sealer.open(bytes(sealed), "message 1")


def test_a_secret_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(b"short")
