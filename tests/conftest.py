"""What all tests share: the browser tests need a real Chromium, and nobody must believe they ran when they did not.

A test marked `browser` takes the fixture `chromium` and gives its path to Playwright as `executable_path`. Where there
is none such tests are skipped, with one loud line at the end; with CI=true they fail.
"""

import os
import shutil

import pytest
from hypothesis import settings

# A busy machine is no failure: pytest's own timeout ends what hangs.
# In CI the examples are the same each time, as hypothesis itself would have it: new ones are found at home.
settings.register_profile("agony-aunt", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("agony-aunt")

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ADVICE = "install Chromium (on Debian: apt-get install chromium) or set CHROMIUM to the path of one"


def _find() -> str | None:
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)


SLOW = (
    "tests/process/",
    "tests/platforms/discord/",
    "tests/platforms/playground/",
    "tests/fakes/",
    "tests/flags/",
    "tests/core/test_sanctions_ways",
    "tests/test_pictures",
)
"""What drives a process, a whole client or a page, or tries a great many things: not for every few minutes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is slow by where it stands; whatever drives a browser is."""
    for item in items:
        if item.nodeid.startswith(SLOW) or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.slow)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and _find() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no Chromium for the browser tests: {_ADVICE}", pytrace=False)
        pytest.skip("no Chromium")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = [each for each in terminalreporter.stats.get("skipped", []) if "browser" in each.keywords]
    if left_out and _find() is None:
        line = f"!!! {len(left_out)} BROWSER TESTS WERE SKIPPED, no Chromium was found: {_ADVICE} !!!"
        terminalreporter.write_line(line, red=True, bold=True)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium to drive; only for tests that are marked `browser`."""
    path = _find()
    assert path, "a test that wants `chromium` must be marked `browser`"
    return path
