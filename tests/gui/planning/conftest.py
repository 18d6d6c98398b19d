"""A project of two sites, with a blind page and with dates, in the real window."""

from __future__ import annotations

import json
import sqlite3

import pytest

from annotator.services.importing import import_paths
from annotator.services.projects import create_project

ONE, TWO, THREE, BLIND, ELSEWHERE = range(1, 6)
_DATES = (3, 1, 9, 5, 7)
_STORY = "It has rained on the harbour since the morning, and nobody went out to the boats today"


def _row(number, day):
    site = "other.example" if number == ELSEWHERE else "news.example"
    html = (
        f"<html><head><title>Title {number}</title></head><body><nav><a href='/'>News</a></nav>"
        f"<h1>Title {number}</h1><main><p class=story>{_STORY}, number {number}.</p></main>"
        f"<footer class=foot>Imprint</footer></body></html>"
    )
    fetched = f"2026-01-{day:02}T00:00:00Z"
    return {"html": html, "url": f"https://{site}/{number}", "fetched_at": fetched}


@pytest.fixture
def path(tmp_path):
    """Five pages, the newest in the middle; all but the last are of one site."""
    path = tmp_path / "news.annotator"
    rows = [json.dumps(_row(number, day)) for number, day in enumerate(_DATES, 1)]
    (tmp_path / "pages.jsonl").write_text("\n".join(rows))
    with create_project(path) as project:
        import_paths(project, [tmp_path / "pages.jsonl"])
    with sqlite3.connect(path) as connection:
        # Which pages are blind is drawn; here it is this one.
        connection.execute("UPDATE pages SET is_blind = (id = ?)", (BLIND,))
    connection.close()
    return path
