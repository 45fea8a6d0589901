"""The rules of an advice column, pure: standard library only, nothing that waits, nothing that writes."""
