"""A page is written anew for display while it is read, and each of its texts gets its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from xml.sax.saxutils import escape

from annotator.pages.display_elements import BOXES, DISPLAYED, classes_of, displayed_name, is_kept
from annotator.pages.display_images import Images
from annotator.pages.html_reader import HtmlReader
from annotator.pages.page_styles import PageStyles
from annotator.pages.runs import HiddenScope, Run
from annotator.pages.xhtml import escaped, quoted

_LARGEST_CELL = 1_000
_WRAPPERS = frozenset({"html", "head", "body"})


class Piece:
    """Where a stretch of a run's joint text stands in the displayed text."""

    __slots__ = ("length", "place", "start")

    def __init__(self, start: int, place: int, length: int) -> None:
        self.start = start
        self.place = place
        self.length = length


class DisplayWriter(HtmlReader):
    """Keeps the markup of the copy, and in `pieces` which text of which run stands where in it.

    The copy has the elements of the page in their order; its texts are those that lxml gave, one
    character for one.
    """

    def __init__(self, images: Images, styles: PageStyles) -> None:
        super().__init__()
        self.pieces: dict[Run, list[Piece]] = defaultdict(list)
        self.element_count = 0
        self._images = images
        self._styles = styles
        self._markup: list[str] = []
        # How each open element ends, where it began, and whether it may vanish if it stays empty.
        self._ends: list[tuple[str, int, bool]] = []
        # The page's own html, head and body; the copy's have what is kept of their attributes.
        self._wrappers: dict[str, Mapping[str, str]] = {}
        # Where the element of each hidden scope says so, once it is known that it is hidden.
        self._scope_slots: dict[HiddenScope, int] = {}
        self._shown_count = 0
        self._style: list[str] | None = None
        self._style_media = ""
        self._has_base = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        was_silent, outer = self._silent, self._place[1]
        super().start(name, attributes)
        if was_silent:
            return
        if self._silent:
            if self.cut is None:
                self._show_silent(name, attributes)
            return
        self.element_count += 1
        scope = self._place[1]
        if name in _WRAPPERS and name not in self._wrappers and scope is outer:
            self._wrappers[name] = attributes
            self._ends.append(("", len(self._markup), False))
            return
        shown_as = displayed_name(name)
        own = BOXES.get(name, "")
        if name == "a" and "href" in attributes:
            own = "an-link"
        self._ends.append((f"</{shown_as}>", len(self._markup), name not in DISPLAYED and not own))
        if scope is None or scope is outer:
            rest = self._attributes(shown_as, attributes, own)
            self._markup.append(f"<{shown_as}{rest}>")
            return
        classes = classes_of(attributes.get("class", ""), own)
        rest = self._attributes(shown_as, attributes, None)
        self._markup.append(f'<{shown_as} class="{classes}')
        self._scope_slots[scope] = len(self._markup)
        self._markup += ["", f'"{rest}>']

    def end(self, name: str) -> None:
        """The innermost element ends."""
        if self._silent:
            super().end(name)
            if not self._silent and self._style is not None:
                self._styles.add("".join(self._style), self._style_media)
                self._style = None
            return
        super().end(name)
        closing, opened_at, may_vanish = self._ends.pop()
        if may_vanish and len(self._markup) == opened_at + 1:
            # The strokes of drawings are elements by the thousand, and none is shown.
            self._markup.pop()
            self.element_count -= 1
        elif closing:
            self._markup.append(closing)

    def data(self, text: str) -> None:
        """A text, or a piece of one."""
        super().data(text)
        if self._silent:
            if self._style is not None:
                self._style.append(text)
            return
        if not self._open:
            return  # white space around the root element is in no tree
        run = self._run
        if run is not None:
            pieces = self.pieces[run]
            last = pieces[-1] if pieces else None
            if last is not None and last.place + last.length == self._shown_count:
                last.length += len(text)
            else:
                start = last.start + last.length if last is not None else 0
                pieces.append(Piece(start, self._shown_count, len(text)))
        self._shown_count += len(text)
        self._markup.append(escaped(text))

    def document(self, hidden: set[HiddenScope], own_sheet: str) -> str:
        """The whole copy, in which the elements of these scopes are marked as hidden."""
        for scope in hidden:
            slot = self._scope_slots.get(scope)
            if slot is not None:
                self._markup[slot] = " an-hidden"
        # Those that are still open where the page was cut.
        ends = "".join(closing for closing, _, _ in reversed(self._ends))
        return document(
            "".join(self._markup) + ends,
            own_sheet,
            self._styles.markup(),
            self._wrapper("html", "an-styled" if self._styles.are_a_design else ""),
            self._wrapper("body", ""),
        )

    def _wrapper(self, name: str, own: str) -> str:
        # Not its style: scripts show a page that hides all of itself.
        found = self._wrappers.get(name, {})
        kept = {key: value for key, value in found.items() if key != "style"}
        return self._attributes(name, kept, own)

    @property
    def scopes(self) -> list[HiddenScope]:
        """All that a browser would not show."""
        return list(self._scope_slots)

    def _show_silent(self, name: str, attributes: Mapping[str, str]) -> None:
        """What has no text and yet is seen, or says how things look."""
        if name == "img":
            self._markup.append(self._images.element(attributes))
        elif name == "input":
            self._markup.append(_input(attributes))
        elif name == "style" and not any(opened[0] == "svg" for opened in self._open):
            self._style = []
            self._style_media = attributes.get("media", "")
        elif name == "base" and "href" in attributes and not self._has_base:
            self._has_base = True  # the first one counts
            self._images.take_base(attributes["href"])
        elif name == "link" and _is_sheet(attributes):
            number = self._images.number(attributes.get("href", ""))
            if number is not None:
                self._styles.add_linked(number, attributes.get("media", ""))

    def _attributes(self, name: str, attributes: Mapping[str, str], own: str | None) -> str:
        """What is kept of an element's attributes, as markup; no class where `own` is None."""
        kept: list[str] = []
        for attribute, value in attributes.items():
            if attribute == "class" or not is_kept(name, attribute):
                continue
            if attribute in {"colspan", "rowspan"}:
                value = value if value.isascii() and value.isdigit() else "1"  # noqa: PLW2901 - as a browser reads it
                value = str(min(int(value[:9]), _LARGEST_CELL))  # noqa: PLW2901 - the same
            kept.append(f" {attribute}={quoted(value)}")
        if own is not None:
            classes = classes_of(attributes.get("class", ""), own)
            if classes:
                kept.append(f' class="{classes}"')
        style = self._styles.declarations(attributes["style"]) if "style" in attributes else ""
        if style:
            kept.append(f" style={quoted(style)}")
        if name == "details":
            kept.append(' open="open"')
        return "".join(kept)


def document(markup: str, own_sheet: str, styles: str = "", html: str = "", body: str = "") -> str:
    """A copy for display as a whole, of the markup of its body and attributes of its roots."""
    sheet = f"<style>{escape(own_sheet)}</style>" if own_sheet else ""
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml"{html}><head><meta charset="utf-8"/>'
        f"<title>Page</title>{sheet}{styles}</head>"
        f"<body{body}>{markup}</body></html>"
    )


def _is_sheet(attributes: Mapping[str, str]) -> bool:
    """Whether a link is to a style sheet that a browser uses unasked."""
    relations = attributes.get("rel", "").lower().split()
    return "stylesheet" in relations and "alternate" not in relations


def _input(attributes: Mapping[str, str]) -> str:
    kind = attributes.get("type", "text").strip().lower()
    if kind == "hidden":
        return ""
    words = attributes.get("value") or attributes.get("placeholder") or attributes.get("alt") or ""
    if kind in {"checkbox", "radio"}:
        words = "☐" if kind == "checkbox" else "○"
    own = "an-button" if kind in {"submit", "button", "reset", "image"} else "an-input"
    label = " ".join(words[:200].split())
    return f'<span class="{own}" data-label={quoted(label)}></span>'
