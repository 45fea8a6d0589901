"""The archive: what strangers can read on the web, and what they can't."""
