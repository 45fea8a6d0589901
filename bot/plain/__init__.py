"""Plain reading: what a text says to somebody who reads it, whatever tricks its characters play.

``read`` gives the words of a text, each with its place in it; ``visible`` gives the text without what can't be seen;
``letters`` gives nothing but the letters, to compare texts with. Flags and lint read with the same eyes.
"""

from bot.plain.characters import letters, visible
from bot.plain.reading import Reading, Stop, Word, read

__all__ = ["Reading", "Stop", "Word", "letters", "read", "visible"]
