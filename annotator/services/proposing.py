"""The engine that proposes, from what comes with the program: the base model and words for AI."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator.assist.base_model import BaseModel, load_base_model
from annotator.assist.disclosures import DisclosureFinder
from annotator.assist.engine import Engine
from annotator.assist.text_hashes import repeated
from annotator.assist.visible_page import PageInput
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.labels import LabelSet
from annotator.core.page_evidence import PageEvidence
from annotator.core.pages import PageFacts
from annotator.services.resources import find_resource

_BASE_MODEL = "base-model.npz"
_AI_TERMS = "ai_terms.toml"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What an engine is made of; `digest` names the files, and `problem` those that are missing."""

    base: BaseModel | None
    disclosures: DisclosureFinder | None
    digest: str
    problem: UserError | None


@dataclass(frozen=True, slots=True)
class LoadedEngine:
    """An engine for the labels of a project.

    `digest` changes with the files that it was made of; `problem` says what is wrong with one of
    them: the engine proposes without it.
    """

    engine: Engine
    digest: str
    problem: UserError | None


def load_engine(label_set: LabelSet) -> LoadedEngine:
    """The engine for these labels; a wrong or missing file makes it a poorer one, and is told."""
    parts = _parts(find_resource(_BASE_MODEL), find_resource(_AI_TERMS))
    engine = Engine(label_set, parts.base, parts.disclosures)
    return LoadedEngine(engine, parts.digest, parts.problem)


@cache
def _parts(model_file: Path | None, terms_file: Path | None) -> _Parts:
    """Both files, read once."""
    problems: list[UserError] = []
    base = disclosures = None
    content = _content(model_file, _BASE_MODEL, problems)
    if content is not None:
        try:
            base = load_base_model(content)
        except UserError as error:
            problems.append(error)
    terms = _content(terms_file, _AI_TERMS, problems)
    if terms is not None:
        try:
            disclosures = DisclosureFinder.of(terms.decode("utf-8", "replace"))
        except UserError as error:
            problems.append(error)
    digest = hashlib.sha256((content or b"") + b"\0" + (terms or b"")).hexdigest()
    problem = None
    if problems:
        problem = UserError(
            f"Proposals are poorer than they could be: {problems[0].sentence}",
            "Install the program anew.",
        )
    return _Parts(base, disclosures, digest, problem)


def _content(path: Path | None, name: str, problems: list[UserError]) -> bytes | None:
    if path is None:
        problems.append(UserError(f"“{name}” is not installed."))
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        problems.append(UserError(f"“{name}” cannot be read: {error.strerror}."))
        return None


def page_input(
    facts: PageFacts,
    document: Document,
    evidence: PageEvidence,
    hashes: bytes,
    others: list[bytes] | None,
) -> PageInput:
    """A page as the engine takes it; `others` are the hashes of the texts of its site’s others."""
    return PageInput(
        document, evidence, facts.kind, None if others is None else repeated(hashes, others)
    )
