"""No data set is left half written, where the program is killed or the disk is full."""

from __future__ import annotations

import hashlib
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.services.exporting import export_project
from annotator.services.projects import Project
from tests.pictures import page
from tests.stored import label_blocks, project_of

resource = pytest.importorskip("resource", reason="Windows limits no file sizes")

KILLS = 8
ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
from pathlib import Path
from annotator.services.exporting import export_project
from annotator.services.projects import open_project
with open_project(Path(sys.argv[1])) as project:
    print("open", flush=True)
    while True:
        export_project(project, Path(sys.argv[2]))
        export_project(
            project, Path(sys.argv[3]), format_name="brat", is_overwriting=True
        )
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    texts = [
        [f"Story {number}", *(f"Paragraph {n}" * 9 for n in range(20))] for number in range(40)
    ]
    with project_of(tmp_path, *(page(*blocks) for blocks in texts)) as made:
        for number in range(1, len(texts) + 1):
            label_blocks(made, number, "Ada", "body", *range(1, 20))
        yield made


def require_whole(target: Path) -> None:
    """Hold all files of a data set against its manifest."""
    told = json.loads(target.with_name(f"{target.name}.manifest.json").read_bytes())
    folder = target if target.is_dir() else target.parent
    for name, digest in told["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    if target.is_dir():
        found = {one.relative_to(target).as_posix() for one in target.rglob("*") if one.is_file()}
        assert found == set(told["files"])


def test_whoever_kills_an_export_leaves_a_whole_one_or_none(project: Project, tmp_path: Path):
    file, folder = tmp_path / "out.jsonl", tmp_path / "out"
    export_project(project, file)
    export_project(project, folder, format_name="brat")
    chance = random.Random(1)
    for _ in range(KILLS):
        arguments = [sys.executable, "-c", SCRIPT, str(project.path), str(file), str(folder)]
        with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0, 0.5))
            process.send_signal(signal.SIGKILL)
        require_whole(file)
        # Two folders cannot change places in one step: for a moment there may be none.
        if folder.exists():
            require_whole(folder)


@pytest.mark.parametrize(("name", "how"), [("out.jsonl", {}), ("out", {"format_name": "brat"})])
def test_an_export_that_does_not_fit_leaves_what_was_there(project, tmp_path, name, how):
    target = tmp_path / name
    export_project(project, target, **how)
    before = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    label_blocks(project, 1, "Ada", "headline", 0)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))
    try:
        with pytest.raises(UserError, match="cannot be written"):
            export_project(project, target, is_overwriting=True, **how)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    after = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    assert {key: one for key, one in after.items() if key in before and "news" not in key.name} == {
        key: one for key, one in before.items() if "news" not in key.name
    }
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]
