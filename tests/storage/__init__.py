"""The SQLite store, tested on files."""
