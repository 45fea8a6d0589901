"""What the core needs from the world, as Protocols: each file here has an implementation elsewhere and a fake of the
same name in `tests/fakes/`."""
