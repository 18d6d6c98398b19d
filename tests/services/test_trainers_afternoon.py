"""From labels to a trained cleaner that is measured: the code of the how-to, as it stands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from annotator import app
from annotator.services.block_features import block_features
from annotator.services.projects import create_project
from tests.cleaners import add_html

DOCUMENTED = Path(__file__).parents[2] / "docs" / "how-to" / "train-a-cleaner.md"
SUBJECTS = ("ferry", "bridge", "market", "library", "choir", "mill")
SENTENCES = (
    "The {0} was closed for eleven months, and nobody in the town knew when it would be back.",
    "On Monday the council met and talked about the {0} until late in the night, as it often does.",
    "“We have waited long enough,” said the keeper of the {0}, who has worked there for years.",
    "What it will cost is not known yet; the {0} was never cheap, and prices have gone up.",
    "Readers wrote to us about the {0} and what it meant to them when they were young.",
)


def page(number: int) -> bytes:
    """A page of one of six sites, which differ in what stands around the story and how."""
    site, subject = number % 6, SUBJECTS[number % len(SUBJECTS)]
    story = [SENTENCES[(number + turn) % 5].format(subject) for turn in range(2 + number % 3)]
    body = "".join(f"<p>{one}</p>" for one in story)
    links = "".join(f'<li><a href="/{one}">More on the {one}</a></li>' for one in SUBJECTS[:site])
    around = f"<ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li>{links}</ul>"
    foot = "<footer>" + "<div>Imprint and privacy</div>" * (1 + site % 2) + "</footer>"
    holder = ("article", "main", "section")[site % 3]
    return (
        f"<html lang='en'><head><title>The {subject} {number}</title></head><body>{around}"
        f"<h1>The {subject} is back, number {number}</h1><div>By a reporter</div>"
        f"<{holder}>{body}</{holder}>{foot}</body></html>"
    ).encode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the how-to, in a folder of their own, and both projects labelled."""
    told = DOCUMENTED.read_text("utf-8")
    for name, text in re.findall(r"```\w+ (\S+)\n(.*?)```", told, re.DOTALL):
        (tmp_path / name).write_text(text, "utf-8")
    for name, numbers in (("train", range(30)), ("measure", range(30, 40))):
        with create_project(tmp_path / f"{name}.annotator", blind_share=0) as project:
            for number in numbers:
                add_html(project, page(number), "Ada", f"{name}{number % 6}.example")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what `pip install -e .` does, without a network."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    metadata = folder / "block_cleaner-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Name: {project['name']}\nVersion: 1.0\n", "utf-8")
    points = project["entry-points"]["annotator.cleaners"].items()
    lines = ["[annotator.cleaners]", *(f"{name} = {value}" for name, value in points)]
    (metadata / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    paths = [str(folder), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))


def test_a_cleaner_is_trained_on_the_table_of_blocks_and_measured_beside_trafilatura(
    folder, monkeypatch, capsys
):
    pytest.importorskip("pyarrow")
    export = ["export", "train.annotator", "blocks.parquet", "--format", "blocks-parquet"]
    assert app.main([*export, "--status", "finished"]) == 0
    # In a process of its own: scikit-learn takes seconds to load and warns of its own affairs.
    subprocess.run([sys.executable, "train.py"], check=True, cwd=folder)
    install(folder, monkeypatch)
    chosen = ["--cleaner", "blocks"]
    has_rival = find_spec("trafilatura") is not None
    chosen += ["--cleaner", "trafilatura"] if has_rival else []
    capsys.readouterr()
    assert app.main(["evaluate", "measure.annotator", *chosen, "--draws", "0", "--json"]) == 0
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)["cleaners"]}
    assert found["blocks"]["pages"] == 10
    assert found["blocks"]["f1"] > 0.95
    assert set(found) == {"blocks", "trafilatura"} if has_rival else {"blocks"}


def test_a_new_page_has_the_numbers_that_the_table_has(folder):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert app.main(["export", "train.annotator", "b.parquet", "--format", "blocks-parquet"]) == 0
    table = [row for row in parquet.read_table("b.parquet").to_pylist() if row["page"] == 4]
    rows = block_features(page(3).decode())
    assert len(rows) == len(table)
    assert [{name: row[name] for name in rows[0]} for row in table] == rows
    assert set(table[0]) - set(rows[0]) >= {"label", "largest_label", "site", "annotator"}
