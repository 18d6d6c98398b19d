"""Names of encodings as browsers have them, and decoding as browsers do it."""

from __future__ import annotations

import codecs

import webencodings

from annotator.core.errors import UserError

_CODECS = {
    # Browsers read GBK by the larger table of GB 18030.
    "gbk": "gb18030",
    # Not for the web, but seen, and Python knows them.
    "utf-32le": "utf-32-le",
    "utf-32be": "utf-32-be",
}

WIDE = {"utf-16le": 2, "utf-16be": 2, "utf-32le": 4, "utf-32be": 4}
"""Encodings that ASCII bytes cannot be in, with the bytes a unit."""

_NAMES = """
    utf-8 utf-16le utf-16be utf-32le utf-32be windows-1252 windows-1250 windows-1251 windows-1253
    windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 windows-874 iso-8859-2
    iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10 iso-8859-13
    iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u ibm866 macintosh x-mac-cyrillic gbk gb18030
    big5 shift_jis euc-jp iso-2022-jp euc-kr"""

ENCODINGS = tuple(_NAMES.split())
"""Every encoding that a page can be read in, by the name that browsers use."""


def encoding_named(label: str) -> str | None:
    """The encoding that browsers read under this label, None where they read none.

    So `iso-8859-1` is windows-1252; utf-7 and other encodings that hide markup are none.
    """
    found = webencodings.lookup(label)
    if found is not None and found.name in ENCODINGS:
        return str(found.name)
    name = label.strip().lower()
    return name if name in ENCODINGS else None


def chosen_encoding(label: str) -> str:
    """The encoding that a person asks for by a label; `UserError` if there is none."""
    name = encoding_named(label)
    if name is None:
        raise UserError(f"There is no encoding “{label}”.", f"There are: {', '.join(ENCODINGS)}.")
    return name


def decoded_in(content: bytes, encoding: str) -> tuple[str, int]:
    """The text of the bytes, and how many of its characters stand for undecodable bytes."""
    codec = _codec(encoding)
    try:
        return content.decode(codec), 0
    except UnicodeDecodeError:
        text = content.decode(codec, _HANDLER)
        # What the page itself wrote as U+FFFD is still there without the replaced ones.
        own_count = content.decode(codec, _HANDLER_WITHOUT_MARKS).count("\ufffd")
        return text, text.count("\ufffd") - own_count


def _codec(encoding: str) -> str:
    if encoding in _CODECS:
        return _CODECS[encoding]
    found = webencodings.lookup(encoding)
    assert found is not None, encoding
    return str(found.codec_info.name)


_HANDLER = "annotator: as browsers decode"
_HANDLER_WITHOUT_MARKS = "annotator: as browsers decode, without replacement characters"


def _as_browsers_do(error: UnicodeError) -> tuple[str, int]:
    """What browsers make of bytes that Python's codecs refuse; U+FFFD where they refuse too."""
    return _extra(error) or ("\ufffd", _end(error))


def _without_marks(error: UnicodeError) -> tuple[str, int]:
    return _extra(error) or ("", _end(error))


codecs.register_error(_HANDLER, _as_browsers_do)
codecs.register_error(_HANDLER_WITHOUT_MARKS, _without_marks)


def _end(error: UnicodeError) -> int:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.end


def _extra(error: UnicodeError) -> tuple[str, int] | None:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    codec = error.encoding.lower().replace("_", "")
    at = error.start
    lead = error.object[at]
    if codec.startswith(("cp125", "charmap")) and lead < 0xA0:
        return chr(lead), at + 1
    if codec == "gb18030" and lead == 0x80:
        return "€", at + 1
    if codec == "eucjp":
        character = _vendor_character(error.object[at : at + 2])
        if character:
            return character, at + 2
    return None


def _vendor_character(pair: bytes) -> str:
    """The character of a pair of EUC-JP bytes in Microsoft's table: ①, ㈱ and their like."""
    if len(pair) < 2 or min(pair) < 0xA1 or 0xFF in pair:
        return ""
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
    return bytes((lead, trail)).decode("cp932", "ignore")
