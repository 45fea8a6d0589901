"""The vault: a person is recognised, and reached, and nobody without the key learns who it was."""

import copy
import pickle
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Face
from bot.ports.vault import PlatformUser, SealBroken, Vault
from bot.vault import KeyVault

OLD, NEW = b"o" * 32, b"n" * 32
ANA = PlatformUser("telegram", "700100200")
URL_SAFE = set(string.ascii_letters + string.digits + "-_")

texts = st.text(min_size=1, max_size=15)
users = st.builds(PlatformUser, texts, texts)


@pytest.fixture
def vault() -> Vault:
    return KeyVault([NEW])


# ---- PlatformUser ------------------------------------------------------------------------------------------------


def test_a_platform_user_shows_nothing() -> None:
    shown = f"{ANA} {ANA!r} {ANA!s} {[ANA]} {ANA:}"
    assert "700100200" not in shown
    assert "telegram" not in shown


def test_a_platform_user_can_not_be_written_down() -> None:
    with pytest.raises(TypeError, match="seal it"):
        pickle.dumps(ANA)


def test_a_platform_user_is_a_value() -> None:
    same = PlatformUser("telegram", "700100200")
    assert {ANA, same} == {ANA}
    assert copy.deepcopy([ANA]) == [copy.copy(ANA)]
    assert PlatformUser("discord", "700100200") != ANA
    with pytest.raises(AttributeError):
        ANA.user_id = "1"  # type: ignore[misc]  # frozen for mypy as well


# ---- tokens ------------------------------------------------------------------------------------------------------


def test_the_same_person_is_recognised_after_a_restart() -> None:
    assert KeyVault([NEW]).token(ANA, Face.OPEN) == KeyVault([NEW]).token(ANA, Face.OPEN)


def test_a_token_is_what_the_stored_ones_are() -> None:
    # Fixed on purpose: another answer here would make every stored person a stranger.
    assert KeyVault([NEW]).token(ANA, Face.HIDDEN) == "akWZRyRFRnaxfVVPDyfOGfDEDBem8mMy6r6j4YbLXD0"


@given(users, users, st.sampled_from(Face), st.sampled_from(Face))
def test_only_the_same_person_with_the_same_face_has_the_same_token(
    one: PlatformUser, other: PlatformUser, face: Face, other_face: Face
) -> None:
    vault = KeyVault([NEW])
    assert (vault.token(one, face) == vault.token(other, other_face)) == ((one, face) == (other, other_face))


def test_parts_that_run_into_one_another_are_different_people(vault: Vault) -> None:
    assert vault.token(PlatformUser("ab", "c"), Face.OPEN) != vault.token(PlatformUser("a", "bc"), Face.OPEN)


def test_another_key_gives_other_tokens() -> None:
    assert KeyVault([NEW]).token(ANA, Face.OPEN) != KeyVault([OLD]).token(ANA, Face.OPEN)


def test_tokens_come_newest_key_first() -> None:
    both = KeyVault([NEW, OLD])
    assert both.tokens(ANA, Face.OPEN) == (
        KeyVault([NEW]).token(ANA, Face.OPEN),
        KeyVault([OLD]).token(ANA, Face.OPEN),
    )
    assert both.token(ANA, Face.OPEN) == both.tokens(ANA, Face.OPEN)[0]


def test_a_token_is_short_plain_text(vault: Vault) -> None:
    token = vault.token(ANA, Face.OPEN)
    assert len(token) == 43
    assert set(token) <= URL_SAFE


# ---- seals -------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=300), st.text(max_size=20))
def test_what_was_sealed_can_be_opened(plain: bytes, about: str) -> None:
    vault = KeyVault([NEW])
    sealed = vault.seal(plain, about)
    assert vault.open(sealed, about) == plain
    assert set(sealed) <= URL_SAFE | {"."}


def test_sealing_twice_gives_two_texts(vault: Vault) -> None:
    assert vault.seal(b"same", "x") != vault.seal(b"same", "x")


def test_a_seal_moved_to_another_place_is_broken(vault: Vault) -> None:
    with pytest.raises(SealBroken):
        vault.open(vault.seal(b"text", "person 1"), "person 2")


def test_a_contact_is_no_other_seal(vault: Vault) -> None:
    with pytest.raises(SealBroken):
        vault.open(vault.seal_contact(ANA, "x"), "x")
    with pytest.raises(SealBroken):
        vault.open_contact(vault.seal(b"\x01a\x01b", "x"), "x")


def test_every_changed_character_breaks_the_seal(vault: Vault) -> None:
    sealed = vault.seal(b"a secret", "x")
    for at, character in enumerate(sealed):
        changed = sealed[:at] + ("A" if character != "A" else "B") + sealed[at + 1 :]
        with pytest.raises(SealBroken):
            vault.open(changed, "x")


@pytest.mark.parametrize("what", ["", ".", "nothing", "x.", "{id}.", "{id}.AAAA", "{id}.é", "{id}.A A A", "{whole}=="])
def test_what_is_no_seal_is_broken(vault: Vault, what: str) -> None:
    sealed = vault.seal(b"a secret", "x")
    with pytest.raises(SealBroken):
        vault.open(what.format(id=sealed.partition(".")[0], whole=sealed), "x")


def test_a_broken_seal_is_told_without_its_text(vault: Vault) -> None:
    sealed = vault.seal(b"a secret", "x")
    with pytest.raises(SealBroken) as caught:
        vault.open(sealed + "AA", "x")
    assert sealed not in str(caught.value)
    assert caught.value.__suppress_context__


def test_old_seals_open_while_the_key_is_changed_and_not_after() -> None:
    sealed = KeyVault([OLD]).seal(b"text", "x")
    assert KeyVault([NEW, OLD]).open(sealed, "x") == b"text"
    with pytest.raises(SealBroken):
        KeyVault([NEW]).open(sealed, "x")
    assert KeyVault([NEW]).open(KeyVault([NEW, OLD]).seal(b"text", "x"), "x") == b"text"


# ---- contacts ----------------------------------------------------------------------------------------------------


@given(users)
def test_a_contact_comes_back(user: PlatformUser) -> None:
    vault = KeyVault([NEW])
    assert vault.open_contact(vault.seal_contact(user, "x"), "x") == user


def test_every_contact_has_one_length(vault: Vault) -> None:
    ids = ("1", "700100200", "9" * 20, "é" * 40)
    assert len({len(vault.seal_contact(PlatformUser("telegram", each), "x")) for each in ids}) == 1


@pytest.mark.parametrize(
    ("platform", "user_id"), [("", "1"), ("telegram", ""), ("telegram", "9" * 119), ("x", "é" * 63)]
)
def test_a_contact_that_does_not_fit_is_refused_without_being_shown(vault: Vault, platform: str, user_id: str) -> None:
    with pytest.raises(ValueError, match="1 to 126 bytes") as caught:
        vault.seal_contact(PlatformUser(platform, user_id), "x")
    assert "999" not in str(caught.value)


def test_the_longest_contact_fits(vault: Vault) -> None:
    user = PlatformUser("telegram", "9" * 118)
    assert vault.open_contact(vault.seal_contact(user, "x"), "x") == user


# ---- keys --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [[], [b"short"], [NEW, b"n" * 33], [NEW, NEW]])
def test_keys_that_are_none_are_refused(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match=r"key"):
        KeyVault(keys)


def test_a_vault_does_not_show_its_keys() -> None:
    assert "nnnn" not in repr(KeyVault([NEW]))
