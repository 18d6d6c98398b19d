"""One page a file: HTML, or text as a crawler dumped it."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.errors import Cancelled, UserError
from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers.columns import is_markup
from annotator.pages.containers.container import Refusal, Source
from annotator.pages.containers.single_file import SavedPage, saved_page

_KINDS = {
    ".html": PageKind.HTML,
    ".htm": PageKind.HTML,
    ".xhtml": PageKind.HTML,
    ".txt": PageKind.TEXT,
}
_LOOKED_AT = 4096


class Plain:
    """A file that is a page; what its name says goes before what it looks like."""

    title = "HTML and text"
    suffixes: tuple[str, ...] = tuple(_KINDS)

    def sniff(self, head: bytes, name: str) -> float:
        """Its name says so, or it begins as HTML does, whatever its name."""
        is_named = _named_kind(name) is not None
        return (0.5 if is_named else 0.0) + (0.3 if is_html(head) else 0.0)

    def read(self, source: Source) -> Iterator[RawPage | Refusal]:
        """The one page."""
        try:
            # What was packed was counted when it was unpacked.
            content = source.budget.read_page(source.file, is_packed=False)
        except Cancelled:
            raise
        except UserError as error:
            yield Refusal(source.name, str(error))
            return
        if not content:
            yield Refusal(source.name, "The file is empty.")
            return
        kind = _named_kind(source.name.lower()) or _seen_kind(content)
        saved = saved_page(content) if kind is PageKind.HTML else SavedPage(None, None)
        url = source.url or saved.url
        yield RawPage(content, source.name, kind, url, fetched_at=saved.time)


def is_html(head: bytes) -> bool:
    """Whether bytes begin as a page of HTML does, in any encoding that keeps ASCII or is wide."""
    return is_markup(head[:_LOOKED_AT].replace(b"\0", b"").decode("latin-1").lstrip("ÿþï»¿"))


def _named_kind(name: str) -> PageKind | None:
    name = name.removesuffix(".gz")
    return next((kind for suffix, kind in _KINDS.items() if name.endswith(suffix)), None)


def _seen_kind(content: bytes) -> PageKind:
    return PageKind.HTML if is_html(content) else PageKind.TEXT
