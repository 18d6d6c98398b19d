"""The documentation leads nowhere that does not exist."""

from __future__ import annotations

import re
from urllib.parse import unquote

from tests.house.tree import ROOT, committed, short

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def test_every_link_between_documents_leads_to_a_file():
    broken = []
    for path in committed():
        if path.suffix != ".md":
            continue
        for target in _LINK.findall(path.read_text(encoding="utf-8")):
            address = unquote(target.partition("#")[0])
            if address and "://" not in address and not (path.parent / address).exists():
                broken.append(f"{short(path)} → {target}")
    assert broken == []


def test_every_document_can_be_reached_from_the_readme():
    waiting = [ROOT / "README.md"]
    reached = set(waiting)
    while waiting:
        here = waiting.pop()
        for target in _LINK.findall(here.read_text(encoding="utf-8")):
            there = (here.parent / unquote(target.partition("#")[0])).resolve()
            if there.suffix == ".md" and there.is_file() and there not in reached:
                reached.add(there)
                waiting.append(there)
    documents = {path for path in committed() if path.suffix == ".md" and "docs" in path.parts}
    assert sorted(map(short, documents - reached)) == []


def test_every_document_begins_with_one_title():
    wrong = []
    for path in committed():
        if path.suffix == ".md":
            text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            if not text.startswith("# ") or len(re.findall(r"^# ", text, re.MULTILINE)) != 1:
                wrong.append(short(path))
    assert wrong == []
