"""Signs of a crisis: seen in four languages, and told apart from figures of speech."""

# ruff: noqa: RUF001 (letters that look like others are what this is about)

from importlib.resources import files
from itertools import islice, product

import pytest

from bot.domain.moderation import Flag, FlagKind, Rules
from bot.flags import look
from bot.flags.crisis import LANGUAGES
from bot.flags.phrases import Terms
from bot.plain import read
from tests.flags.sentences import ORDINARY

SIGNS = [
    ("en", "I want to kill myself."),
    ("en", "i just want to... kill myself"),
    ("en", "I keep thinking about killing myself"),
    ("en", "I'm suicidal, what do I do?"),
    ("en", "I don't want to live anymore"),
    ("en", "dont want to live"),
    ("en", "I want to die in my sleep"),
    ("en", "everybody would be better off without me"),
    ("en", "I hope I don't wake up tomorrow"),
    ("en", "I started cutting myself again"),
    ("en", "I self-harm when I'm stressed"),
    ("en", "k.i.l.l myself? no: I want to k i l l myself. suiiiicide"),
    ("en", "My friend wants to kill herself and I'm scared"),
    ("en", "My husband beats me when he drinks"),
    ("en", "he hit me with a belt"),
    ("en", "My boyfriend choked me last night"),
    ("en", "I'm afraid he will kill me"),
    ("en", "He won't let me leave the house"),
    ("de", "Ich will nicht mehr leben."),
    ("de", "ich moechte nicht mehr leben"),
    ("de", "Ich denke an Selbstmord"),
    ("de", "ich habe Suizidgedanken"),
    ("de", "Ich will mich umbringen"),
    ("de", "Manchmal überlege ich, mich einfach umzubringen"),
    ("de", "Ich will einfach nur noch sterben"),
    ("de", "ich ritze mich seit zwei Jahren"),
    ("de", "Mein Mann schlägt mich"),
    ("de", "mein freund schlaegt mich"),
    ("de", "Er droht, mich umzubringen"),
    ("de", "er schlägt mich vor den Kindern"),
    ("de", "er schlägt mich im Suff"),
    ("es", "No quiero vivir."),
    ("es", "ya no quiero vivir así"),
    ("es", "no quiero vivir en este mundo"),
    ("es", "No quiero vivir. Con mi familia no puedo hablar."),
    ("es", "quiero morirme"),
    ("es", "pienso en el suicidio"),
    ("es", "Me quiero quitar la vida"),
    ("es", "Mi marido me pega"),
    ("es", "mi novio me amenazó con matarme"),
    ("ru", "Не хочу жить"),
    ("ru", "я больше не хочу жить"),
    ("ru", "Хочу умереть."),
    ("ru", "думаю о самоубийстве"),
    ("ru", "хочу покончить с собой"),
    ("ru", "Я режу себя"),
    ("ru", "Муж меня бьёт"),
    ("ru", "он угрожает меня убить"),
]


@pytest.mark.parametrize(("language", "text"), SIGNS)
def test_a_sign_is_seen(language: str, text: str) -> None:
    assert look(text, Rules()) == [Flag(FlagKind.CRISIS, language)]


@pytest.mark.parametrize(
    "text",
    [
        *ORDINARY,
        "I want to kill time until the party.",
        "I'd die for a coffee right now, and the heat kills me.",
        "We watched Suicide Squad on our first date.",
        "My dad hit me with the news that they're getting divorced.",
        "I'm ready to die on this hill: pineapple belongs there.",
        "I hurt myself at the gym and he laughed.",
        "He abuses my patience.",
        "Ich lach mich tot.",
        "Der Stress könnte mich noch umbringen, sagt mein Arzt.",
        "Ich will nicht sterben, bevor ich Rom gesehen habe.",
        "La canción me pega mucho.",
        "Quiero morir de risa.",
        "Умереть от стыда можно.",
        "У меня сын бил рекорды на соревнованиях.",
        "Жить не хочется с ним, но и одной страшно.",
    ],
)
def test_a_figure_of_speech_is_none(text: str) -> None:
    assert look(text, Rules()) == []


def test_an_excuse_does_not_cover_what_comes_beside_it() -> None:
    assert look("This kills me. I was laughing, but I want to kill myself.", Rules()) == [Flag(FlagKind.CRISIS, "en")]
    assert look("I don't want to live. In Berlin it was fine.", Rules()) == [Flag(FlagKind.CRISIS, "en")]


def test_a_community_has_its_own_words() -> None:
    assert look("I feel so hollow again", Rules(crisis_words=("feel so hollow",))) == [Flag(FlagKind.CRISIS)]
    assert look("the log is hollow", Rules(crisis_words=("feel so hollow",))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_our_lists_is_found_by_itself(language: str) -> None:
    """The first choice of each word, said as written, is a sign: no line is mistyped or hidden by an excuse."""
    lines = files("bot.flags").joinpath(f"terms/{language}.txt").read_text("utf-8").splitlines()
    lines = [line.split("#")[0].strip() for line in lines]
    unseen = []
    for line in (each for each in lines if each and not each.startswith("- ")):
        said = " ".join(part.split("/")[0].rstrip("*") for part in line.split() if part != "...")
        if Flag(FlagKind.CRISIS, language) not in look(said, Rules()):
            unseen.append(line)
    assert unseen == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_excuse_excuses_something(language: str) -> None:
    """Without the excuses it would be a sign; with them it is none."""
    text = files("bot.flags").joinpath(f"terms/{language}.txt").read_text("utf-8")
    excuses = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    signs = Terms.of_file("\n".join(line for line in text.splitlines() if not line.startswith("- ")))
    for excuse in excuses:
        words = [part.split("/") for part in excuse.split() if part != "..."]
        said = [" ".join(chosen) for chosen in islice(product(*words), 200)]
        said = [each for each in said if signs.search(read(each), each)]
        assert said, excuse
        assert [each for each in said if look(each, Rules())] == []
