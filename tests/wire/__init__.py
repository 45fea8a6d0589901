"""The promise, held against real clients: what others see on the platforms does not depend on who asked."""
