"""Stand-ins for the platforms, one per platform, that behave as the real ones do."""
