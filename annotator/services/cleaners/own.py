"""The program's own proposals as a cleaner: what a new project would propose as the body.

It knows the base model and the rules, and nothing of any project: what was learned from the pages
that are the reference would be measured by itself.
"""

from __future__ import annotations

from annotator.assist.visible_page import PageInput
from annotator.core.document_json import document_from_json
from annotator.core.labels import parse_label_set
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import PageKind, RawPage
from annotator.core.roles import Role
from annotator.pages.parsing import parse
from annotator.services.proposing import load_engine
from annotator.services.resources import resource

DISTRIBUTION = "annotator"

_LABELS = parse_label_set(resource("labels.toml").read_text(encoding="utf-8"))
_ENGINE = load_engine(_LABELS).engine
_BODY = {one.id for one in _LABELS.labels if one.role is Role.BODY}


def clean(html: str) -> str:
    """The text that is proposed as the body, a block a line."""
    raw = RawPage(html.encode("utf-8", "replace"), "page", PageKind.HTML, charset="utf-8")
    parsed = parse(raw)
    document = document_from_json(parsed.text, parsed.blocks)
    page = PageInput(document, evidence_from_json(parsed.evidence), PageKind.HTML)
    proposals = _ENGINE.propose(page)
    return "\n".join(document.quote(one.span) for one in proposals if one.label in _BODY)
