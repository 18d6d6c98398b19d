"""Which encoding a page is in, and its text.

The order is that of the WHATWG standards: what a person chose, the byte order mark, the transport
header, the declaration in the page; then Firefox's detector. A declaration is not believed where
the bytes belie it: see `_is_belied`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

import chardetng_py  # type: ignore[import-untyped] # it comes without type marks

from annotator.core.errors import UserError
from annotator.core.pages import EncodingSource, PageKind
from annotator.pages.charset_declaration import declared_encoding
from annotator.pages.encodings import WIDE, chosen_encoding, decoded_in, encoding_named

_BYTE_ORDER_MARKS = (
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xff\xd8\xff": "an image",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_SAMPLE = 4096
"""Bytes that tell binary files and encodings of wide units."""
_ESCAPE = b"\x1b"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page without NUL and lone surrogates, and how it was found.

    `replaced_count` counts the characters U+FFFD that stand for what could not be decoded or may
    not be in a text.
    """

    text: str
    encoding: str
    source: EncodingSource
    replaced_count: int

    def as_utf_8(self, content: bytes) -> bytes:
        """The text in UTF-8: the very bytes it was decoded from, where those are."""
        if self.encoding == "utf-8" and not self.replaced_count:
            return content.removeprefix(codecs.BOM_UTF8)
        return self.text.encode()


def decode(
    content: bytes,
    kind: PageKind,
    charset: str | None = None,
    chosen: str | None = None,
    top_level_domain: str = "",
) -> Decoded:
    """The text of a page.

    `charset` is what the transport declared, `chosen` what a person wants; `top_level_domain` of
    the page's address helps the detector. `UserError` where the bytes are no text, or where there
    is no such encoding.
    """
    if chosen is not None:
        return _read(content, chosen_encoding(chosen), EncodingSource.CHOSEN)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _read(content, encoding, EncodingSource.BOM)
    wide = _wide_encoding(content)
    if wide is not None:
        return _read(content, wide, EncodingSource.DETECTED)
    _refuse_binary(content)
    valid = _as_utf_8(content)
    for source, encoding in _claims(content, kind, charset):
        if encoding in WIDE:
            continue
        if valid is not None:
            if encoding == "utf-8":
                return _cleaned(content, valid, encoding, source, 0)
            if not content.isascii():
                break
        decoded = _read(content, encoding, source)
        if not _is_belied(decoded):
            return decoded
        guessed = _detected(content, valid, top_level_domain)
        return guessed if guessed.replaced_count < decoded.replaced_count else decoded
    return _detected(content, valid, top_level_domain)


def _claims(
    content: bytes, kind: PageKind, charset: str | None
) -> Iterator[tuple[EncodingSource, str]]:
    transport = encoding_named(charset) if charset else None
    if transport is not None:
        yield EncodingSource.TRANSPORT, transport
    declared = declared_encoding(content) if kind is PageKind.HTML else None
    if declared is not None:
        yield EncodingSource.META, declared


def _detected(content: bytes, valid: str | None, top_level_domain: str) -> Decoded:
    source = EncodingSource.DETECTED
    # ISO-2022-JP writes Japanese in ASCII bytes, so it is valid UTF-8 too.
    if valid is not None and _ESCAPE not in content:
        return _cleaned(content, valid, "utf-8", source, 0)
    if _ESCAPE not in content:
        # A stray byte, or a character cut in two, makes UTF-8 of no page something else.
        broken = _read(content, "utf-8", source)
        if not _is_belied(broken):
            return broken
    return _read(content, _guessed_encoding(content, top_level_domain), source)


def _guessed_encoding(content: bytes, top_level_domain: str) -> str:
    guess = _guess(content, top_level_domain)
    if guess == "windows-1252" and _is_dense(content) and _guess(content, "th") == "windows-874":
        # The detector takes nothing for Thai that does not come from Thailand.
        return "windows-874"
    return guess


def _guess(content: bytes, top_level_domain: str) -> str:
    tld = top_level_domain.encode("ascii", "ignore") or None
    name = chardetng_py.detect(content, allow_utf8=True, tld=tld)
    # It answers the names of Python's codecs.
    return encoding_named(name.replace("cp874", "windows-874")) or "windows-1252"


_DENSE = re.compile(rb"[\xa1-\xfb]{4,}")


def _is_dense(content: bytes) -> bool:
    """Whether what is not ASCII stands in long stretches, which no Western language has."""
    wide_count = len(content) - len(content.decode("ascii", "ignore"))
    return 2 * sum(map(len, _DENSE.findall(content))) > wide_count


def _read(content: bytes, encoding: str, source: EncodingSource) -> Decoded:
    text, replaced_count = decoded_in(content, encoding)
    return _cleaned(content, text, encoding, source, replaced_count)


def _cleaned(
    content: bytes, text: str, encoding: str, source: EncodingSource, replaced_count: int
) -> Decoded:
    text = text.removeprefix("\ufeff")
    # No encoding makes NUL of other bytes, and looking through those takes a fifth of the time.
    if b"\0" in content:
        replaced_count += text.count("\0")
        text = text.replace("\0", "\ufffd")
    return Decoded(text, encoding, source, replaced_count)


def _as_utf_8(content: bytes) -> str | None:
    """The text where the bytes are UTF-8 throughout."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_belied(decoded: Decoded) -> bool:
    """Whether the bytes belie the encoding: a tenth of what is not ASCII could not be read."""
    if not decoded.replaced_count:
        return False
    wide_count = len(decoded.text) - len(decoded.text.encode("ascii", "ignore"))
    return decoded.replaced_count > 0.1 * wide_count


def _wide_encoding(content: bytes) -> str | None:
    """The encoding of two or four bytes a unit that the pattern of zero bytes gives away."""
    sample = content[:_SAMPLE]
    if len(sample) < 16 or sample.count(0) < 0.2 * len(sample):
        return None
    for encoding, size in sorted(WIDE.items(), key=lambda pair: -pair[1]):
        shares = [_zero_share(sample[place::size]) for place in range(size)]
        if encoding.endswith("be"):
            shares.reverse()
        # ASCII, which markup is, has its byte first and zeros behind it.
        if shares[0] < 0.1 and min(shares[1:]) > 0.4:
            return encoding
    return None


def _zero_share(units: bytes) -> float:
    return units.count(0) / len(units) if units else 0.0


_CONTROLS = bytes({*range(1, 32), 127} - set(b"\t\n\v\f\r\x1b"))
"""Bytes that no text has; NUL is left out, since pages have it and are read without it."""


def _refuse_binary(content: bytes) -> None:
    hint = "Import HTML pages and plain text alone."
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise UserError(f"This is no page but {what}.", hint)
    sample = content[:_SAMPLE]
    control_count = len(sample) - len(sample.translate(None, _CONTROLS))
    # A page may hold a stray control character; compressed bytes hold them by the tenth.
    if not content.strip(b"\0") or control_count > max(20, 0.05 * len(sample)):
        raise UserError("This is no page but binary.", hint)
