"""Real pages, labelled at random, go into a bundle and come out of it as they were."""

from __future__ import annotations

import random
from datetime import timedelta

from annotator.services.bundling import write_bundle
from annotator.services.checking import check_project
from annotator.services.importing import import_paths
from annotator.services.projects import create_project
from annotator.services.receiving import receive
from tests.bundles import NOON, dump, step_at


def test_real_pages_come_out_of_a_bundle_as_they_went_in(corpus, tmp_path):
    paths = sorted(path for path in (corpus / "pages").rglob("*") if path.is_file())[:40]
    chance = random.Random(5)
    with (
        create_project(tmp_path / "a.annotator") as one,
        create_project(tmp_path / "b.annotator") as other,
    ):
        found = import_paths(one, paths)
        for page in found.new:
            for second in range(3):
                label = chance.choice(one.label_set.labels).id
                share = chance.random()

                def step(sitting, label=label, share=share):
                    blocks = sitting.document.blocks
                    first = int(share * len(blocks))
                    return sitting.label([block.span for block in blocks[first : first + 9]], label)

                name = chance.choice(("Ada", "Bob"))
                step_at(one, page.page, name, NOON + timedelta(seconds=second), step)
        write_bundle(one, tmp_path / "real.annobundle")
        receive(other, tmp_path / "real.annobundle")
        assert dump(other) == dump(one)
        assert check_project(other) == ()
        for row in found.new:
            with one.store.read() as here, other.store.read() as there:
                facts = here.pages.facts(row.page)
                page = there.pages.find(facts.digest)
                assert there.pages.facts(page) == facts
                assert there.pages.resources(page) == here.pages.resources(row.page)
