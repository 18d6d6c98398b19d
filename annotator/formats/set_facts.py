"""What labelling tools are told of a page and its set, beside its text and spans."""

from __future__ import annotations

from annotator.core.labelled import LabelledPage


def set_facts(page: LabelledPage) -> dict[str, str | int | None]:
    """Fields of the page that is labelled; our readers find it by them again."""
    facts = page.facts
    return {
        "page": int(page.page),
        "digest": facts.digest,
        "name": facts.name,
        "title": facts.title,
        "url": facts.url,
        "site": facts.site,
        "language": page.language,
        "licence": page.licence,
        "split": page.split,
    }
