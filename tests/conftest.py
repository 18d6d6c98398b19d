"""What holds for every test: nobody's home is touched, no window opens, chance has no say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before Qt is loaded. A test that needs a screen of its own sets it for its subprocess.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Scaling and themes of the desktop that the tests happen to run on would move pixels.
for _variable in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(_variable, None)

settings.register_profile(
    "quick",
    derandomize=True,
    max_examples=60,
    deadline=None,  # two cores shared with other work: a slow example is no failure
    database=None,  # nothing is written beside the code, and no run depends on an earlier one
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=2_000)
settings.load_profile(os.environ.get("ANNOTATOR_HYPOTHESIS", "quick"))

_CORPUS = os.environ.get("ANNOTATOR_CORPUS", "")

_HOME_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "share",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of the test's own, also for the processes that it starts."""
    folder = tmp_path_factory.mktemp("home")
    for variable, name in _HOME_FOLDERS.items():
        path = folder / name
        path.mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(variable, str(path))
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real pages (`pages/`, `fixtures/`) that ANNOTATOR_CORPUS names."""
    if not _CORPUS:
        pytest.skip("ANNOTATOR_CORPUS is not set: no corpus of real pages here")
    folder = Path(_CORPUS)
    if not (folder / "pages").is_dir():
        pytest.fail(f"ANNOTATOR_CORPUS names {folder}, which holds no folder “pages”")
    return folder
