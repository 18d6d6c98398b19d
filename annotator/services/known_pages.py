"""Which page of the project another program means."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator

from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.formats.reading import ComingPage, MarkedText, Marks
from annotator.services.projects import Project

_ENDING = re.compile(r"\.(?:html?|xhtml|txt|mhtml|gz)\Z")
_FURTHER_SET = re.compile(r"(?<=\A[0-9a-f]{64})-\d+\Z")
"""Behind a digest: our own formats call the second set of a page so."""
_SCHEME = re.compile(r"\Ahttps?://(?:www\.)?", re.IGNORECASE)


class KnownPages:
    """Pages by digest, address, name and text; the first of these that is told decides."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._by_digest: dict[str, PageId] = {}
        self._by_url: defaultdict[str, set[PageId]] = defaultdict(set)
        self._by_name: defaultdict[str, set[PageId]] = defaultdict(set)
        # Made when it is first asked for: for that, every document is read.
        self._by_text: dict[bytes, set[PageId]] | None = None
        with project.store.read() as transaction:
            for one in transaction.addresses.all():
                self._by_digest[one.digest] = one.page
                if one.url:
                    self._by_url[_url(one.url)].add(one.page)
                for name in _names(one.name):
                    self._by_name[name].add(one.page)

    def add(self, page: PageId, digest: str) -> None:
        """Know of a page that has come since."""
        self._by_digest[digest] = page

    def find(self, coming: ComingPage, marks: Marks) -> PageId | None:
        """The page that is meant, None where the project lacks it.

        `UserError` where several may be.
        """
        for digest in (coming.digest, coming.content and content_digest(coming.content)):
            if digest and digest in self._by_digest:
                return self._by_digest[digest]
        found: set[PageId] = set()
        for which, named in self._clues(coming, marks):
            # Another clue may tell the pages of one address apart.
            found = named if named and not found else (found & (named or set())) or found
            if len(found) == 1:
                return next(iter(found))
            if found:
                several = which
        if found:
            numbers = ", ".join(map(str, sorted(found)[:5]))
            raise UserError(f"Several pages have {several}: {numbers}.", "Keep one of them.")
        return None

    def _clues(self, coming: ComingPage, marks: Marks) -> Iterator[tuple[str, set[PageId] | None]]:
        """What else is told and the pages that have it, each looked for when it is asked for."""
        yield "that address", self._by_url.get(_url(coming.url)) if coming.url else None
        yield "that name", self._named(coming.name)
        yield "that text", self._of_text(marks)

    def _named(self, name: str) -> set[PageId] | None:
        digest = _FURTHER_SET.sub("", name)
        if digest in self._by_digest:
            return {self._by_digest[digest]}
        return next((self._by_name[one] for one in _names(name) if one in self._by_name), None)

    def _of_text(self, marks: Marks) -> set[PageId] | None:
        if not isinstance(marks, MarkedText):
            return None
        if self._by_text is None:
            self._by_text = defaultdict(set)
            with self._project.store.read() as transaction:
                for page in list(self._by_digest.values()):
                    text = transaction.pages.document(page).text
                    self._by_text[_text_digest(text)].add(page)
        return self._by_text.get(_text_digest(marks.text))


def content_digest(content: bytes) -> str:
    """The SHA-256 of a page's bytes, as pages are known by."""
    return hashlib.sha256(content).hexdigest()


def _url(url: str) -> str:
    """The address without what the same page is often written with and without."""
    return _SCHEME.sub("", url.partition("#")[0]).rstrip("/")


def _names(name: str) -> list[str]:
    """What a file may be called by: its name with and without its endings."""
    last = name.replace("\\", "/").rpartition("/")[2].lower()
    found = [last] if last else []
    while last != (last := _ENDING.sub("", last)):
        found.append(last)
    return found


def _text_digest(text: str) -> bytes:
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).digest()
