"""The test-suite: journeys, floors and fakes."""
