"""A bundle that is as large as a bundle may be takes neither all memory nor all day."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annotator.services.bundling import write_bundle
from tests.bundles import imported, label_at, members, sealed

_MEMORY = 1024**3
_RECEIVE = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
from annotator.core.errors import UserError
from annotator.services.projects import open_project
from annotator.services.receiving import receive
with open_project(Path(sys.argv[1])) as project:
    try:
        receive(project, Path(sys.argv[2]))
    except UserError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_set_of_a_quarter_of_a_million_annotations_is_refused_within_a_gigabyte(tmp_path):
    with imported(tmp_path / "base.annotator") as project:
        label_at(project, 1, "Ada", 0, "headline", 0)
        write_bundle(project, tmp_path / "good.annobundle")
    good = members(tmp_path / "good.annobundle")
    rows = ",".join(f'[{n},{n + 1},"a","by hand","",false]' for n in range(0, 500_000, 2))
    head, step, rest = good["sets.jsonl"].decode().partition('"after":[')
    line = f"{head}{step}{rows}{rest[rest.index(']],') + 1 :]}".encode()
    assert line.count(b"[") > 250_000
    with zipfile.ZipFile(tmp_path / "large.annobundle", "w") as archive:
        for name, content in sealed({**good, "sets.jsonl": line}).items():
            archive.writestr(name, content)
    before = (tmp_path / "base.annotator").read_bytes()
    told = _received(tmp_path / "base.annotator", tmp_path / "large.annobundle")
    assert told.startswith("The bundle ")
    assert (tmp_path / "base.annotator").read_bytes() == before


def _received(project: Path, bundle: Path) -> str:
    result = subprocess.run(
        [sys.executable, "-c", _RECEIVE.format(memory=_MEMORY), str(project), str(bundle)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout
