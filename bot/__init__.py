"""Agony Aunt: an advice column for chat communities, in which nobody learns who asked.

What each part of the house is for stands in ARCHITECTURE.md; `bot/app.py` is the one place that knows everyone.
"""

__version__ = "0.1.0"
