"""Labels at random until it is killed: `python -m tests.end2end.labelling_process PROJECT`.

For each line on standard input, a seed, it forks a process that opens the project anew, prints its
number, and then labels, printing a line after each commit. Forking spares starting Python again.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from annotator.core.journal import JournalLine
from annotator.core.pages import PageId
from annotator.services.annotating import Outcome, change
from annotator.services.changes import Changes
from annotator.services.projects import Project, open_project
from annotator.services.sitting import Sitting

PAGES = 3


def mark_of(line: JournalLine) -> str:
    """What tells a journal line from all others."""
    after = sorted(line.edit.after)
    spans = "+".join(f"{one.span.start}:{one.span.end}:{one.label}" for one in after)
    return f"{line.made_at.isoformat()}/{spans}"


def tell(*words: object) -> None:
    """Write one line, at once and whole: a pipe never splits so few bytes."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def step(chance: random.Random, project: Project) -> Outcome:
    """One edit, undo, redo or fill by one of two annotators."""
    labels = [label.id for label in project.label_set.labels]

    def act(sitting: Sitting) -> Changes:
        blocks = sitting.document.blocks
        first = chance.randrange(len(blocks))
        spans = [block.span for block in blocks[first : first + chance.randrange(1, 30)]]
        match chance.randrange(10):
            case 0:
                return sitting.undo()
            case 1:
                return sitting.redo()
            case 2:
                return sitting.clear(spans)
            case 3:
                return sitting.fill()
            case _:
                return sitting.label(spans, chance.choice(labels))

    page = PageId(chance.randrange(PAGES) + 1)
    return change(project, page, chance.choice(["Ada", "ቤን"]), act)


def label_for_ever(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    project = open_project(path)
    tell("process", os.getpid())
    while True:
        done = step(chance, project)
        if done.changes.line:
            page, name = done.sitting.page, done.sitting.annotator
            tell("saved", page, name, done.revision, mark_of(done.changes.line))


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if not child:
            label_for_ever(Path(sys.argv[1]), int(line))
        os.waitpid(child, 0)
        tell("dead")


if __name__ == "__main__":
    main()
