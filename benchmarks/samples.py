"""What is proposed for the sample pages, which nothing was trained on, beside their keystrokes.

Run: `python -m benchmarks.samples`. They were written, and labelled in keystrokes.toml, before
anything proposed for them; no page of theirs is in the training. Actions are those of the oracle
editor of `benchmarks.effort`, strictly: one to accept the rest, two for each stretch of proposals
that are wrong in the same way. The last column counts the disclosures of AI that are proposed to
the letter, and how many there are.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.pages import PageId
from annotator.core.proposals import Proposals
from annotator.core.roles import Role
from annotator.core.spans import Span
from annotator.services.annotating import change
from annotator.services.assistant import Assistant
from annotator.services.changes import Changes
from annotator.services.demo import demo_project
from annotator.services.keystrokes import Keystrokes, sample_keystrokes
from annotator.services.projects import Project, open_project
from annotator.services.sitting import Sitting
from benchmarks.figures import machine, table

_WHO = "Ada"


def steps(known: Keystrokes, labels: dict[str, str]) -> Iterator[Callable[[Sitting], Changes]]:
    """What labels a page as its keystrokes do, one step after the other."""

    def press(sitting: Sitting, key: str) -> Changes:
        index = sitting.tally.next_undecided(-1)
        if key == "f" or index is None:
            return sitting.fill()
        return sitting.label([sitting.document.blocks[index].span], labels[key])

    def mark(sitting: Sitting, quote: str, key: str) -> Changes:
        start = sitting.document.text.index(quote)
        return sitting.label([Span(start, start + len(quote))], labels[key])

    for key in known.keys:
        yield partial(press, key=key)
    for quote, key in known.quotes:
        yield partial(mark, quote=quote, key=key)


def wrong(
    document: Document, gold: AnnotationSet, proposals: Proposals
) -> Iterator[tuple[int, str, str]]:
    """The wrong proposals: their block, what they are and what is right."""
    for one in proposals:
        right = " ".join(sorted({held.label for held in gold.touching(one.span)}))
        if right != one.label:
            yield document.block_at(one.span.start), str(one.label), right


def rows(project: Project) -> Iterator[tuple[str, ...]]:
    keys = {key: str(label.id) for label in project.label_set.labels for key in label.keys}
    ai = project.label_set.of_role(Role.AI_DISCLOSURE)
    assistant, known = Assistant(project), sample_keystrokes()
    with project.store.read() as transaction:
        pages = [transaction.pages.facts(row.page) for row in transaction.pages.rows()]
    # All are proposed for before the first is labelled: nothing is learned here.
    proposed = [assistant.propose(PageId(number), _WHO) for number in range(1, len(pages) + 1)]
    for number, (facts, proposals) in enumerate(zip(pages, proposed, strict=True), 1):
        name = Path(facts.name).name
        keystrokes = known[name]
        for step in steps(keystrokes, keys):
            change(project, PageId(number), _WHO, step)
        with project.store.read() as transaction:
            document = transaction.pages.document(PageId(number))
            gold = transaction.sets.of_page(PageId(number))[0].annotations
        mistakes = list(wrong(document, gold, proposals))
        runs = 0
        for position, (block, own, right) in enumerate(mistakes):
            before = mistakes[position - 1] if position else None
            runs += before is None or block - before[0] > 1 or before[1:] != (own, right)
        told = [one.span for one in gold if ai is not None and one.label == ai.id]
        found = {one.span for one in proposals if ai is not None and one.label == ai.id}
        yield (
            name,
            str(len(proposals)),
            str(len(mistakes)),
            str(1 + 2 * runs),
            f"{sum(span in found for span in told)} of {len(told)}",
        )


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as name, open_project(demo_project(Path(name))) as project:
        found = list(rows(project))
    heads = ("page", "proposals", "wrong", "actions", "disclosures")
    print(table(heads, found))


if __name__ == "__main__":
    sys.exit(main())
