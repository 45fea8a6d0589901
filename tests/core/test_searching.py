"""Searching and recommending: who finds what, what is never found, and that nobody learns what was looked for."""

import logging

import pytest

from bot.cards import Body, Card, Toast
from bot.domain.communities import Community
from bot.domain.people import Face
from bot.librarian import Librarian
from bot.plain import stems
from bot.platforms.telegram.buttons import DATA_BYTES
from bot.ports.store import Tx
from bot.retention import Retention
from bot.services import searching, shelving
from bot.services.forgetting import LATEST
from cogs.searching import SHOWN
from tests.fakes.house import PORCH, House, Somebody, buttons, labels, read
from tests.fakes.store import opened

PHONE = "My boyfriend hides his phone from me"
PASSWORD = "He changed the password and turns the phone face down. Is he cheating?"
LIKE_PHONE = "My boyfriend hides his phone again"
LIKE_PASSWORD = "He has a new password and his phone lies face down. Is he cheating on me?"


def card(shown: object) -> Card:
    assert isinstance(shown, Card), shown
    return shown


async def searches(who: Somebody, words: str) -> Card:
    return card(await who.commands("search", words))


async def test_a_question_is_found_by_its_words_and_opened_beside_what_was_found(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    phone = await ana.asks(PHONE, PASSWORD, of="Guys")
    await ana.asks("Is soup a meal?")
    await sam.says("He may be planning a surprise.", PORCH, phone.number)
    shown = await searches(sam, "phones, hidden; he CHANGED passwords")
    assert read(shown).splitlines()[:2] == ["This is what I found", f"#1 {PHONE}"]
    assert [part.text for part in shown.parts if isinstance(part, Body)] == [PASSWORD]
    assert "Others (1)" in read(shown)
    assert "soup" not in read(shown)
    assert labels(shown) == ["Read #1"]
    page = card(await sam.presses(buttons(shown)[0].action, *buttons(shown)[0].args))
    assert "He may be planning a surprise." in read(page)
    assert not page.instead, "what was found stays to be gone on with"


async def test_pages_are_turned_and_no_button_carries_a_word(porch: House) -> None:
    sam = porch.person("Sam")
    titles = [f"How do I cook turnips, part {number}?" for number in range(2 * SHOWN + 1)]
    await _ask(porch, *titles)
    first = await searches(sam, "cooking a turnip")
    seen, shown = [], first
    for _ in range(3):
        seen += [label for label in labels(shown) if label.startswith("Read")]
        turn = [button for button in buttons(shown) if button.label.startswith("More")]
        for button in buttons(shown):
            data = ":".join([button.action, *map(str, button.args)])
            assert len(data.encode()) <= DATA_BYTES
            assert "turnip" not in data
        if turn:
            shown = card(await sam.presses(turn[0].action, *turn[0].args))
            assert shown.instead
    assert len(seen) == len(set(seen)) == len(titles)
    back = next(button for button in buttons(shown) if button.label.startswith("‹"))  # noqa: RUF001
    assert labels(card(await sam.presses(back.action, *back.args)))[:1] == [seen[SHOWN]]


@pytest.mark.parametrize("forged", ["", ".", "..", "zz", "-1", "1 OR 2", '"', "f" * 40, "0", "f" * 16, "f" * 15])
async def test_a_forged_page_shows_nothing_it_should_not(porch: House, forged: str) -> None:
    await _ask(porch, PHONE)
    sam = porch.person("Sam")
    shown = await sam.presses("found", 0, forged)
    assert isinstance(shown, Toast) or "I found nothing" in read(card(shown))


async def test_nothing_of_another_community_is_found_by_a_forged_button(porch: House) -> None:
    sam = porch.person("Sam")
    await porch.set_up("The Attic", "-300")
    attic, home = await _communities(porch)
    await _ask(porch, PHONE, of=attic)
    (term,) = await porch.store.read(lambda tx: searching.terms(tx, [attic], "phone"))
    await sam.commands("ask")
    hidden = await sam.face(Face.HIDDEN)
    assert hidden is not None
    await porch.store.write(lambda tx: tx.people.belong(hidden, home.id))
    assert "I found nothing" in read(card(await sam.presses("found", 0, term.id)))
    await porch.store.write(lambda tx: tx.people.belong(hidden, attic.id))
    assert PHONE in read(card(await sam.presses("found", 0, term.id)))


@pytest.mark.parametrize("words", ["", "   ", "?!… --", "\u200b\u2060", '"', "***"])
async def test_who_looks_for_nothing_is_asked_for_words(porch: House, words: str) -> None:
    assert "What are you looking for?" in read(await searches(porch.person("Sam"), words))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("彼氏が嘘をつくのはなぜ", "嘘"),
        ("彼氏が嘘をつくのはなぜ", "彼氏の嘘"),
        ("남자친구가 거짓말을 해요", "거짓말"),
        ("Why does everybody send me 🍆 now?", "🍆"),
        ("Why does everybody send me 👍🏽 now?", "👍"),
        ("Señor López no me habla", "senor lopez"),
        ("Мой парень ёрзает на стуле", "ерзает"),
        ('The "OR" question: NEAR (you)', 'near" OR'),
    ],
)
async def test_all_writing_is_found(porch: House, title: str, words: str) -> None:
    await _ask(porch, title, "Something else entirely, about potatoes")
    shown = await searches(porch.person("Sam"), words)
    assert title in read(shown)
    assert "potatoes" not in read(shown)


async def test_what_is_removed_held_or_not_due_is_never_found_and_never_recommended(porch: House) -> None:
    ana, sam, olga = (porch.person(name) for name in ("Ana", "Sam", "Olga"))
    first = await ana.asks(PHONE, PASSWORD)
    second = await ana.asks(LIKE_PHONE, LIKE_PASSWORD)
    assert f"Related: #1 {PHONE}" in read(porch.card(2).card)

    await porch.rule("review", '"all"')
    await _posted(sam, "He never lets his phone out of sight", "New password, face down. Cheating?")
    for shown in (await searches(sam, "sight phone password"), card(await sam.commands("related", "1"))):
        assert "#3 " not in read(shown)
        assert "#2 " in read(shown)
    await porch.rule("review", '"off"')
    await olga.commands("remove", "1", PORCH)
    found = read(await searches(sam, "phone password cheating"))
    assert "#1 " not in found
    assert f"#{second.number} " in found
    assert "Related: #1" not in read(porch.card(2).card), "the card was drawn again without it"
    await olga.commands("restore", "1", PORCH)
    assert f"#{first.number} " in read(await searches(sam, "phone password cheating"))
    assert f"Related: #1 {PHONE}" in read(porch.card(2).card)

    await porch.rule("delay_minutes", "60")
    before = len(await porch.questions())
    await ana.asks("Delayed phone and delayed password", "Is he cheating?")
    assert len(await porch.questions()) == before
    assert "Delayed" not in read(await searches(sam, "delayed phone password"))
    assert "Delayed" not in read(card(await sam.commands("related", "1")))
    await porch.after(60 * 60)
    assert "Delayed" in read(await searches(sam, "delayed phone password"))


async def test_the_page_recommends_and_never_itself(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks(PHONE, PASSWORD)
    second = await ana.asks(LIKE_PHONE, LIKE_PASSWORD)
    await ana.asks("Is soup a meal?", "My flatmate says that it is a drink.")
    page = card(await sam.presses("page", second.id))
    foot = read(page).split("Recommended questions\n")[1]
    assert foot == f"#1 {PHONE}"
    turn = next(button for button in buttons(page) if button.label == "Read #1")
    assert f"#1 {PHONE}" in read(card(await sam.presses(turn.action, *turn.args)))
    soup = (await porch.questions())[-1]
    assert "Recommended" not in read(card(await sam.presses("page", soup.id)))
    assert "Related" not in read(porch.card(3).card)
    assert "There is nothing like #3 yet." in read(card(await sam.commands("related", "3")))
    assert f"#2 {LIKE_PHONE}" in read(card(await sam.commands("related", "#1")))


async def test_the_preview_knows_what_was_answered_and_tells_of_nothing_held(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    eva, ida, ben, tom, kim = (porch.person(name) for name in ("Eva", "Ida", "Ben", "Tom", "Kim"))
    asked = await ana.asks(PHONE, PASSWORD)
    assert "answered" not in await _preview(eva, PHONE, LIKE_PASSWORD), "nobody has answered it"
    await sam.says("Ask him.", PORCH, asked.number)
    assert "This looks like #1, already answered." in await _preview(ida, PHONE, LIKE_PASSWORD)
    await ida.taps("Read #1")
    assert "Ask him." in "".join(ida.reads())
    said = await _preview(ben, "Is my boyfriend cheating?", "He comes home late, his phone is off.")
    assert "Something similar was answered already." in said
    assert "answered" not in await _preview(tom, "Is soup a meal?", "I say it is a drink.")
    await porch.person("Olga").commands("remove", "1", PORCH)
    assert "answered" not in await _preview(kim, PHONE, LIKE_PASSWORD)


async def test_after_forget_no_word_of_it_is_in_the_file(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks("Xylofant in my wardrobe", "It eats quagmuffins and brings its zorbtuples.")
    await _adds(ana, "By now it is a flimbergast.")
    await sam.asks("Who brings what in a wardrobe?")
    words = [word.encode() for word in ("xylofant", "quagmuffin", "zorbtupl", "flimbergast")]
    assert all(word in _file(porch).lower() for word in words), "it is there to be found"
    await ana.commands("forget")
    await ana.presses("forget-yes")
    assert "I found nothing" in read(await searches(sam, "xylofant quagmuffin"))
    porch.clock.advance(LATEST * 2)
    await Retention(porch.store, porch.vault, porch.clock).look()
    await porch.quiet()
    await Librarian(porch.store, porch.clock).tidy()
    await porch.stop_gently()
    await porch.store.close()
    left = _file(porch).lower()
    assert not [word for word in words if word in left]
    assert b"wardrob" in left, "what others wrote is there"
    await _reopen(porch)


async def _adds(who: Somebody, text: str) -> None:
    await who.commands("update", "1")
    await who.says(text)


async def test_what_an_asker_added_is_found_and_shown_as_long_as_it_stands(porch: House) -> None:
    ana, sam, olga = (porch.person(name) for name in ("Ana", "Sam", "Olga"))
    question = await ana.asks(PHONE, PASSWORD)
    await _adds(ana, "It was a marzipan hedgehog for my birthday.")
    (update,) = await porch.store.read(lambda tx: tx.updates.all(question.id))
    shown = await searches(sam, "hedgehogs")
    assert f"#1 {PHONE}" in read(shown)
    assert "marzipan hedgehog" in read(shown)
    assert "#1 " in read(await searches(sam, "phone password")), "what it was found by before still finds it"

    async def found() -> bool:
        return "#1 " in read(await searches(sam, "marzipan hedgehog"))

    posted = next(each for each in porch.stands() if "just updated" in read(each.card))
    await olga.commands("remove", "too sweet", PORCH, posted.id)
    assert not await found()
    assert "marzipan" not in read(await searches(sam, "phone password"))
    await olga.presses("moderate", "restore", "update", update.id)
    assert await found()
    await olga.commands("remove", "1", PORCH)
    assert not await found()
    await olga.commands("restore", "1", PORCH)
    assert await found()
    await ana.presses("unupdate", update.id)
    assert not await found()
    assert "#1 " in read(await searches(sam, "phone password"))
    words = await porch.store.read(lambda tx: tx._session.rows("SELECT word FROM term"))  # type: ignore[attr-defined]
    assert not {"marzipan", "hedgehog"} & {word for (word,) in words}


async def test_what_waits_for_a_moderator_is_found_once_it_is_let_through(porch: House) -> None:
    await porch.rule("words", '["turnip*"]')
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks(PHONE, PASSWORD)
    await _adds(ana, "He grows turnips now.")
    assert "I found nothing" in read(await searches(sam, "turnips"))
    (case,) = await porch.store.read(lambda tx: tx.cases.waiting(question.community_id, 0, 5))
    await porch.person("Olga").presses("approve", case.id)
    assert "#1 " in read(await searches(sam, "turnips"))


async def test_what_is_looked_for_is_written_nowhere(porch: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sam = porch.person("Sam")
    await porch.person("Ana").asks(PHONE, PASSWORD)
    before = await porch.store.read(_rows)
    await searches(sam, "plumbuffle phone")
    await searches(sam, "plumbuffle")
    await sam.commands("related", "1")
    stem = stems.asked("plumbuffle", "en")[0]
    assert stem.encode() not in _file(porch)
    assert stem not in caplog.text
    assert await porch.store.read(_rows) == before


async def test_a_language_is_learnt_anew_bit_by_bit(porch: House) -> None:
    await _ask(porch, *(f"Die Freundinnen Nummer {number} lügen" for number in range(45)))
    sam, librarian = porch.person("Sam"), Librarian(porch.store, porch.clock)
    assert "I found nothing" in read(await searches(sam, "Freundin lügt"))
    (home,) = await _communities(porch)
    await porch.person("Olga").presses("set", home.id, "language", "de")
    await librarian.fill()
    assert "Die Freundinnen" in read(await searches(sam, "freundinnen")), "by the same word at least"
    shown = await porch.person("Olga").presses("set", home.id, "language", "tlh")
    assert isinstance(shown, Toast)


def _rows(tx: Tx) -> list[int]:
    names = ("shelf", "term", "entry", "related", "form", "outbox", "inbox", "person")
    return [tx._session.rows(f"SELECT count(*) FROM {name}")[0][0] for name in names]  # type: ignore[attr-defined]


async def _communities(porch: House) -> list[Community]:
    return await porch.store.read(lambda tx: tx.communities.on("telegram"))


async def _posted(who: Somebody, title: str, details: str) -> None:
    """By the form, whatever becomes of it."""
    await _preview(who, title, details)
    await who.taps("Post it")


async def _preview(who: Somebody, title: str, details: str) -> str:
    """What the preview of a draft says."""
    await who.commands("ask")
    await who.taps("Everyone")
    await who.says(title)
    await who.says(details)
    return who.reads()[-1]


def _file(porch: House) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(porch.path.parent.iterdir()) if each.is_file())


async def _reopen(porch: House) -> None:
    porch.store = await opened(porch.path, porch.clock, porch.vault)
    porch.build()


async def _ask(porch: House, *titles: str, of: Community | None = None) -> None:
    """Questions by somebody who needs no form, as services publish them."""
    home = of or (await _communities(porch))[0]
    olga = porch.person("Olga")
    await olga.commands("ask")
    asker = await olga.face(Face.HIDDEN)

    def add(tx: Tx) -> None:
        assert asker is not None
        for title in titles:
            shelving.index(tx, tx.questions.add(home.id, asker, title, "", ()))

    await porch.store.write(add)


async def test_takes_are_found_and_recommended_and_stay_apart(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks(PHONE, PASSWORD)
    await _writes(sam, "On hidden phones", "A phone with a new password, face down: is that cheating? " * 5)
    found = await searches(ana, "phone password")
    assert f"#1 {PHONE}" in read(found)
    assert "#2 On hidden phones" in read(found)
    assert "No comments yet" in read(found)
    take = next(button for button in buttons(found) if button.label == "Read #2")
    assert "On hidden phones" in read(card(await ana.presses(take.action, *take.args)))
    page = read(card(await ana.presses("page", question.id)))
    assert page.endswith("Recommended takes\n#2 On hidden phones")
    assert "Recommended questions" not in page
    await sam.commands("forget")
    await sam.presses("forget-yes")
    porch.clock.advance(LATEST * 2)
    await Retention(porch.store, porch.vault, porch.clock).look()
    await porch.quiet()
    assert "hidden phones" not in read(await searches(ana, "phone password"))


async def _writes(who: Somebody, title: str, text: str) -> None:
    """A take, under their name."""
    await who.commands("take")
    await who.says(title)
    await who.says(text)
    await who.taps("Skip")
    await who.taps("Show my name")
    await who.taps("Post it")


async def test_no_button_tells_that_a_word_stands_in_a_question_that_waits(porch: House) -> None:
    """Whoever searches for a word every minute could else see when a question with it was asked."""
    sam, kim = porch.person("Sam"), porch.person("Kim")
    await _ask(porch, *[f"How do I cook turnips, part {number}?" for number in range(SHOWN + 1)])
    await porch.rule("delay_minutes", "1440")
    before = await sam.commands("search", "turnip Hieronymus")
    await kim.commands("ask")
    await kim.taps("Everyone")
    await kim.says("Did Hieronymus leave?")
    await kim.taps("Skip")
    await kim.taps("Post it")
    assert await sam.commands("search", "turnip Hieronymus") == before
    assert await sam.commands("search", "Hieronymus") == await sam.commands("search", "Nepomuk")
