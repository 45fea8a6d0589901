"""The store: SQLite behind `bot.ports.store`, and nothing that knows what an advice column is for.

`database` runs units of work, `transaction` is what a unit sees, one file per noun keeps that noun, `migrate` brings an
older file up to date. `schema.sql` is the picture of what results.
"""

from storage.database import Closed, Database, WriteFailed
from storage.migrate import SchemaError

__all__ = ["Closed", "Database", "SchemaError", "WriteFailed"]
