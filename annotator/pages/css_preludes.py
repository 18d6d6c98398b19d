"""Which selectors and conditions of a page's style sheets are kept: what stands before a `{`.

A selector loads nothing, but it must end where it seems to, and must not reach what the program
paints itself: the selection, the highlights, the scroll bars.
"""

from __future__ import annotations

import re

from annotator.pages.css_declarations import CALL, FUNCTIONS, brackets_close

_PSEUDO = """
    active after any-link before checked default defined disabled empty enabled first first-child
    first-letter first-line first-of-type focus focus-visible focus-within hover in-range
    indeterminate invalid last-child last-of-type link marker only-child only-of-type optional
    out-of-range placeholder placeholder-shown read-only read-write required root scope target
    valid visited dir lang not is where has matches nth-child nth-last-child nth-of-type
    nth-last-of-type -webkit-any"""
_PSEUDO_NAMES = frozenset(_PSEUDO.split())
_IN_SELECTORS = frozenset({"", *_PSEUDO_NAMES})
_IN_CONDITIONS = FUNCTIONS | {"selector", "style", "not", "and", "or"}

_CONDITIONAL = re.compile(r"@(media|supports|container|layer)(?![-\w])", re.IGNORECASE)
_CONDITION = re.compile(r"[-\w\s(),.:<>=/%+*]*+")
_TAG_LIKE = re.compile(r"<[^=\s0-9]|<$")
_OWN = re.compile(r"annotator|\ban-", re.IGNORECASE)

_LETTERS = r"-\w\u0080-\U0010ffff"
_SELECTOR = re.compile(rf"(?:[{_LETTERS}\s.#*>+~,:&|=^$()\[\]]|\"\")*+")
_ESCAPE = re.compile(r"\\(?:[0-9a-fA-F]{1,6}[ \t\n]?|[^\n0-9a-fA-F<>])")
_ESCAPED = "\ufffd"
_STRING = re.compile(r'"(?:[^"\\\n<>]|\\[^\n<>])*+"|\'(?:[^\'\\\n<>]|\\[^\n<>])*+\'')
_PSEUDO_NAME = re.compile(rf":(?=[^:])([{_LETTERS}]*+)")
_BRACKET = re.compile(r"[()\[\]]")
_LINK = re.compile(rf"(?<![:\\]):(?:any-)?link(?![{_LETTERS}\\])", re.IGNORECASE)
"""Links lead nowhere in the copy, so they are none for a browser: they have this class instead."""
_ENDS = re.compile(r"]]>|-->")
_WHOLE_PAGE = re.compile(
    r"(?:^|[\s,>+~])(?:html|body|:root)(?:[.:#\[][^\s,>+~]*+)?+\s*+(?:,|$)", re.IGNORECASE
)

_LONGEST_CONDITION = 500
_LONGEST_SELECTOR = 20_000


def condition(text: str) -> str:
    """An at-rule with a block, as it may be shown; "" where it is refused."""
    text = " ".join(text.split())
    found = _CONDITIONAL.match(text)
    if found is None or len(text) > _LONGEST_CONDITION:
        return ""
    rest = text[found.end() :]
    if (
        _CONDITION.fullmatch(rest)
        and brackets_close(rest)
        and all(called.lower() in _IN_CONDITIONS for called in CALL.findall(rest))
        and "/*" not in rest
        and not _TAG_LIKE.search(rest)
        and not _ENDS.search(rest)
        and not _OWN.search(rest)
    ):
        return f"@{found[1].lower()}{rest}"
    return ""


def selector(text: str) -> str:
    """The selectors of a rule as they may be shown; "" where one of them is refused.

    A browser drops the whole rule too if it does not know one of its selectors.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST_SELECTOR or text.startswith("--"):
        return ""
    # Strings and escapes are looked at by what they stand for: a value, a letter of a name.
    plain = _STRING.sub('""', text) if '"' in text or "'" in text else text
    if "\\" in plain:
        plain = _ESCAPE.sub(_ESCAPED, plain)
    if (
        _SELECTOR.fullmatch(plain)
        and not _ENDS.search(text)
        and (":" not in plain or _PSEUDO_NAMES.issuperset(_names_after_colons(plain)))
        and ("(" not in plain or _IN_SELECTORS.issuperset(map(str.lower, CALL.findall(plain))))
        and (_BRACKET.search(plain) is None or brackets_close(plain))
    ):
        text = text.replace("\n", " ")
        return text if '"' in text or "'" in text else _LINK.sub(".an-link", text)
    return ""


def reaches_whole_page(text: str) -> bool:
    """Whether one of these selectors is about the page's root or body itself."""
    return _WHOLE_PAGE.search(text) is not None


def _names_after_colons(plain: str) -> set[str]:
    return {name.lower() for name in _PSEUDO_NAME.findall(plain)}
