"""A project that cannot be written, as the system says so, not a stand-in."""

import json

import pytest

from tests.permissions import permissions, run_bound

FILE, FOLDER, BOTH = {"file": 0o400}, {"folder": 0o500}, {"file": 0o400, "folder": 0o500}


@pytest.mark.parametrize("modes", [FILE, FOLDER, BOTH], ids=["file", "folder", "both"])
def test_the_window_shows_a_project_that_cannot_be_written_and_says_why_it_takes_no_label(
    tmp_path, path, modes
):
    folder = tmp_path / "locked"
    folder.mkdir()
    path = path.rename(folder / path.name)
    before = path.read_bytes()
    named = {"file": path, "folder": folder}
    with permissions({named[name]: mode for name, mode in modes.items()}):
        done = run_bound("-m", "tests.gui.read_only_process", path)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert "read-only" in seen["notice"]
    assert "First paragraph." in seen["text"]
    assert (seen["labels"], seen["can_label"], seen["can_import"]) == (0, False, False)
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == [path.name]
