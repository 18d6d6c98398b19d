import os
import re

import pytest

from annotator.core.errors import UserError
from annotator.gui.project_lock import lock_project


def test_a_second_window_is_refused_and_told_who_has_the_project(tmp_path):
    path = tmp_path / "news.annotator"
    lock = lock_project(path)
    with pytest.raises(UserError, match=rf"open in another window \(process {os.getpid()} on "):
        lock_project(path)
    lock.unlock()
    again = lock_project(path)
    again.unlock()


def test_a_lock_of_another_computer_is_never_taken_over(tmp_path):
    path = tmp_path / "news.annotator"
    lock = lock_project(path)
    file = tmp_path / "news.annotator.lock"
    text = file.read_text()
    lock.unlock()
    lines = text.splitlines()
    lines[2] = "elsewhere"
    file.write_text("\n".join(lines) + "\n")
    os.utime(file, (0, 0))
    with pytest.raises(UserError, match=re.escape("elsewhere")):
        lock_project(path)


def test_a_folder_that_takes_no_files_leaves_the_project_without_a_lock(tmp_path):
    if os.geteuid() == 0:
        path = tmp_path / "missing folder" / "news.annotator"
    else:
        path = tmp_path / "news.annotator"
        tmp_path.chmod(0o500)
    assert lock_project(path) is None
