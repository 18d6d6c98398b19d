"""The evaluation against article-extraction-benchmark's own procedure, on its own pages.

The procedure is written anew here from its description, without a line of ours: texts become runs
of word characters, a text's shingles are all runs of four of them (one shorter run where there are
fewer), and a page's true and false ones are counted with their repetitions. Precision and recall
are means over the pages that have any, and F1 is that of the two means. It is run on the raw gold
text of the benchmark and on what the libraries answer to the raw bytes, read as UTF-8. Our own side
takes pages and gold in by the reader, and decodes, aligns, cleans and counts on its own way.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

import pytest

from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.services.cleaners.registry import load_cleaner
from annotator.services.evaluating import Wishes, evaluate
from annotator.services.projects import Project, create_project
from annotator.services.taking_in import SetFate, Wish, take_in
from tests.formats.data_sets import write_json

EVERY = 3
NEAR = 0.005
PUBLISHED = {"trafilatura": "2.0.0: F1 .958", "readability-lxml": "0.7.1: F1 .922"}
"""On all 181 pages of the benchmark, with the releases that its README names."""


Gold = tuple[dict, bytes]
"""What the benchmark says of a page, and its bytes."""


def gold_pages(folder: Path, every: int = EVERY) -> Iterator[Gold]:
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    for row in [row for row in rows if row["body"]][::every]:
        yield row, gzip.decompress((folder / f"{row['id']}.html.gz").read_bytes())


def shingles(text: str) -> Counter[str]:
    tokens = re.findall(r"\w+", text)
    if not tokens:
        return Counter()
    runs = [tokens[at : at + 4] for at in range(max(len(tokens) - 3, 1))]
    return Counter("\0".join(run) for run in runs)


def benchmark_f1(pairs: list[tuple[str, str]]) -> float:
    precisions, recalls = [], []
    for gold, answer in pairs:
        wanted, found = shingles(gold), shingles(answer)
        hits = sum(min(count, found[run]) for run, count in wanted.items())
        if found:
            precisions.append(hits / sum(found.values()))
        if wanted:
            recalls.append(hits / sum(wanted.values()))
    precision, recall = fmean(precisions), fmean(recalls)
    return 2 * precision * recall / (precision + recall)


def take_gold(project: Project, folder: Path, pages: list[Gold]) -> None:
    """Take in the pages as the benchmark has them: a table of JSON, and a packed file of each."""
    (folder / "html").mkdir(parents=True)
    for row, content in pages:
        (folder / f"html/{row['id']}.html.gz").write_bytes(gzip.compress(content))
    truth = {row["id"]: {"articleBody": row["body"], "url": row["url"]} for row, _ in pages}
    write_json(folder / "ground-truth.json", truth)
    taken = take_in(project, folder, wish=Wish("aeb", fills=True))
    assert {(one.fate, one.status) for one in taken.sets} == {(SetFate.NEW, Status.FINISHED)}


@pytest.mark.filterwarnings("ignore")  # what the libraries warn of is not ours to mend
def test_the_evaluation_is_that_of_the_benchmark(corpus, tmp_path, capsys):
    names = []
    for name in PUBLISHED:
        try:
            load_cleaner(name)
        except UserError:
            continue
        names.append(name)
    if not names:
        pytest.skip("neither trafilatura nor readability-lxml is installed")
    pages = list(gold_pages(corpus / "pages" / "aeb"))
    with create_project(tmp_path / "aeb.annotator") as project:
        take_gold(project, tmp_path / "aeb", pages)
        report = evaluate(project, names, Wishes("aeb", resamples=0))
    assert report.page_count == len(pages)
    for one in report.measured:
        cleaner, version = load_cleaner(one.name)
        pairs = [(row["body"], cleaner(content.decode("utf-8")) or "") for row, content in pages]
        theirs, ours = benchmark_f1(pairs), one.figures.f1.value
        with capsys.disabled():
            sys.stdout.write(
                f"\n{one.name} {version} on {len(pages)} pages: benchmark {theirs:.4f}, "
                f"evaluation {ours:.4f}; published {PUBLISHED[one.name]}\n"
            )
        assert ours == pytest.approx(theirs, abs=NEAR)
