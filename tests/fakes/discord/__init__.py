"""A stateful, strict Discord on the loopback for tests: its HTTP API and its gateway, for an unmodified discord.py.

`state` is what stands, `people` the drivers, `server` the door, `spec` the border; `porch` has the whole bot behind it.
"""

from tests.fakes.discord.faults import Fault
from tests.fakes.discord.interactions import Tap
from tests.fakes.discord.model import Channel, Message
from tests.fakes.discord.people import Person
from tests.fakes.discord.server import Server, serving
from tests.fakes.discord.state import State

__all__ = ["Channel", "Fault", "Message", "Person", "Server", "State", "Tap", "serving"]
