"""Texts that want to be more than texts, on every page and in everything that machines read."""

import re
from xml.etree import ElementTree

import pytest

from bot.archive.characters import clean
from bot.domain.people import Face
from bot.ports.store import Tx
from bot.services.archive import MASK, public
from tests.archive.conftest import HOME, Library
from tests.archive.valid import XHTML, check, data, words

ATTACKS = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "\"><svg onload=alert(3)> ' onmouseover=alert(4) x='",
    "</script><script>alert(5)</script> <!-- ]]> -->",
    "</title></head><body onload=alert(6)> {{ 7 * 7 }} {% raw %}",
    "javascript:alert(8) https://evil.example/ &lt;b&gt; &#60;i&#62;",
    "\u202eevil\u202d \x00\x08\ud83d\ude00 \u2028\u2029 ]]>",
)


@pytest.mark.parametrize("attack", ATTACKS)
async def test_a_hostile_text_stays_a_text(library: Library, attack: str) -> None:
    text = attack.encode("utf-16", "surrogatepass").decode("utf-16")

    def write(tx: Tx) -> None:
        community = tx.archive.called("the-porch")
        assert community is not None
        asker = tx.people.meet("asker", Face.ASKING, "telegram", "en", str).id
        question = tx.questions.add(community, asker, text, f"{text}\n\n{text}", ())
        tx.archive.put(question)
        tx.updates.add(question.id, text)
        tx.polls.add(question.id, [text, "No"])
        tx.polls.cast(question.id, "a mark", 0, None)

    await library.house.store.write(write)
    seen = await library.stranger.crawls()
    pages = {path: answer for path, answer in seen.items() if answer.headers["Content-Type"].startswith("text/html")}
    assert any("/q/1" in path for path in pages)
    for path, answer in pages.items():
        if answer.status != 200:
            continue
        root = check(answer.text)
        for each in root.iter():
            assert each.tag not in {f"{XHTML}{tag}" for tag in ("svg", "iframe", "b", "i")}, path
        if "/q/1" in path:
            shown = root.find(f".//{XHTML}h1")
            assert shown is not None
            assert (shown.text or "").split() == clean(public(text)).split()
            drawn = [each for each in root.iter() if each.tag.endswith("}svg")]
            assert [each.get("class") for each in drawn] == ["bar", "bar"], "no drawing but ours"
            assert clean(data(answer.text)["mainEntity"]["name"]) == clean(public(text))
            assert not re.search(r'<a [^>]*href="https?://evil', answer.text), "links are not made clickable"
    for path in (HOME + "feed.atom", "/sitemap.xml", HOME + "sitemap-0.xml"):
        ElementTree.fromstring(seen[path].body)


def test_what_leads_to_somebody_is_masked() -> None:
    said = "Ask <@123456789012345678> or @sam_b99, sam@mail.example, https://t.me/samb <#555> <:hug:99887766> 1 < 2"
    shown = public(said)
    for canary in ("123456789012345678", "sam_b99", "sam@mail", "t.me", "555", "99887766"):
        assert canary not in shown
    assert shown.count(MASK) == 5
    assert ":hug:" in shown
    assert shown.endswith("1 < 2")


def test_what_leads_to_nobody_is_left_alone() -> None:
    said = "Call 116 123, it is 3@ best. See https://example.org/help and #12, at 7:30 <3"
    assert public(said) == said


async def test_a_hostile_name_that_was_shown(library: Library) -> None:
    house = library.house
    question = await house.person("Ana").asks()
    mallory = house.person("<i>Mal</i>\u202e & Co")
    await mallory.presses("answer", question.id)
    await mallory.taps("I'm a Guy")
    await mallory.says("Yes.")
    await mallory.taps("Show my name, on the web too")
    page = await library.stranger.reads(await library.page_of(question))
    assert "<i>" not in page
    assert "<i>Mal</i>" in words(check(page))
