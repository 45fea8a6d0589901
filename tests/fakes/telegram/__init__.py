"""A stateful, strict Telegram on the loopback for tests: see `world` for the beginning and `people` for the driver."""

from tests.fakes.telegram.faults import Fault, FloodLimit
from tests.fakes.telegram.model import Chat, Message, Topic
from tests.fakes.telegram.people import Answer, Person
from tests.fakes.telegram.picture import png
from tests.fakes.telegram.places import Group
from tests.fakes.telegram.server import Server, serve, serving
from tests.fakes.telegram.state import Call
from tests.fakes.telegram.world import TelegramWorld

__all__ = [
    "Answer",
    "Call",
    "Chat",
    "Fault",
    "FloodLimit",
    "Group",
    "Message",
    "Person",
    "Server",
    "TelegramWorld",
    "Topic",
    "png",
    "serve",
    "serving",
]
