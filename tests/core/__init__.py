"""The core: courier, pace, steps, dispatch, letters."""
