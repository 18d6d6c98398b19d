"""Which declarations of a page's styles are kept: allow lists of properties and of values.

What loads something (`url()` and its many kin), moves, covers the page or stops it being read is
left out, and so is generated text, which is no text of the page. A value is kept only if it lies in
a small language that a browser cannot read in two ways: no escapes outside of strings, no function
that is not named here, every bracket closed. So nothing has to be known about what is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

_KEPT = """
    display visibility float clear position top right bottom left z-index overflow overflow-x
    overflow-y clip box-sizing width height min-width max-width min-height aspect-ratio object-fit
    object-position vertical-align opacity isolation inset inset-block inset-block-start
    inset-block-end inset-inline inset-inline-start inset-inline-end inline-size block-size
    min-inline-size max-inline-size min-block-size container container-name container-type
    margin margin-top margin-right margin-bottom margin-left margin-block margin-block-start
    margin-block-end margin-inline margin-inline-start margin-inline-end
    padding padding-top padding-right padding-bottom padding-left padding-block
    padding-block-start padding-block-end padding-inline padding-inline-start padding-inline-end
    border border-width border-style border-color border-collapse border-spacing
    border-top border-top-width border-top-style border-top-color
    border-right border-right-width border-right-style border-right-color
    border-bottom border-bottom-width border-bottom-style border-bottom-color
    border-left border-left-width border-left-style border-left-color
    border-block border-block-start border-block-end border-inline border-inline-start
    border-inline-end border-radius border-top-left-radius border-top-right-radius
    border-bottom-left-radius border-bottom-right-radius box-shadow box-decoration-break
    background background-color background-image background-position background-size
    background-repeat background-origin background-clip background-attachment
    color font font-family font-size font-style font-weight font-stretch font-variant
    font-variant-caps font-variant-numeric font-variant-ligatures font-variant-east-asian
    font-variant-position font-feature-settings font-variation-settings font-kerning
    font-size-adjust font-optical-sizing font-synthesis line-height letter-spacing word-spacing
    text-align text-align-last text-indent text-decoration text-decoration-line
    text-decoration-color text-decoration-style text-decoration-thickness text-underline-offset
    text-underline-position text-transform text-wrap text-rendering text-justify
    white-space white-space-collapse word-break word-wrap overflow-wrap line-break hyphens tab-size
    direction unicode-bidi writing-mode text-orientation text-combine-upright ruby-position
    ruby-align initial-letter
    flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap order
    align-content align-items align-self justify-content justify-items justify-self
    place-content place-items place-self gap row-gap column-gap grid-gap grid-row-gap
    grid-column-gap grid grid-area grid-auto-columns grid-auto-flow grid-auto-rows grid-column
    grid-column-end grid-column-start grid-row grid-row-end grid-row-start grid-template
    grid-template-areas grid-template-columns grid-template-rows
    columns column-count column-fill column-rule column-rule-color column-rule-style
    column-rule-width column-span column-width break-after break-before break-inside
    page-break-after page-break-before page-break-inside orphans widows
    list-style list-style-type list-style-position table-layout caption-side empty-cells"""
_PROPERTIES = frozenset(_KEPT.split())

_CALLED = """
    var env calc min max clamp abs sign round mod rem pow sqrt hypot minmax repeat fit-content rect
    inset rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark
    linear-gradient radial-gradient conic-gradient repeating-linear-gradient
    repeating-radial-gradient repeating-conic-gradient"""
FUNCTIONS = frozenset(_CALLED.split()) | {""}
"""Functions that a value may call; the one without a name is a pair of brackets."""

_STRINGS = """
    font font-family font-feature-settings font-variation-settings
    grid grid-template grid-template-areas"""
_WITH_STRINGS = frozenset(_STRINGS.split())
"""Elsewhere a string would be shown as text, or be an address."""

_WITH_IMAGES = frozenset({"background", "background-image", "list-style"})
"""Where an image is replaced by none: the colour beside it keeps light text readable."""

_NAME = r"[-\w\u0080-\U0010ffff]"
CALL = re.compile(rf"({_NAME}*+)\(")
"""The name before an opening bracket, in text without strings and escapes."""

_SIMPLE = re.compile(r"[-\w#%.,+*/ ]*+")
_INNOCENT = re.compile(rf"(?:{_NAME}|[#%.,+*/ ()\[\]])*+")
_STRING = re.compile(r'"(?:[^"\\\n<>]|\\[^\n<>])*+"|\'(?:[^\'\\\n<>]|\\[^\n<>])*+\'')
_BRACKET = re.compile(r"[()\[\]]")
_IMAGE = re.compile(
    r"""\burl\(\s*+(?:"[^"\\\n]*+"|'[^'\\\n]*+'|[^"'()\\\s]*+)\s*+\)""", re.IGNORECASE
)
_CUSTOM = re.compile(r"--(?!an-)[A-Za-z0-9_\u0080-\U0010ffff-]++")
_IMPORTANT = re.compile(r"\s*+!\s*+important$", re.IGNORECASE)
_NOTHING = r"\s*0*\.?0*%?\s*\)"
_NOT_SEEN = re.compile(
    r"transparent|#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)"
    rf"|[a-z]++\((?:(?:[^,()]*+,){{3}}|[^,()/]*+/){_NOTHING}"
)
_TEXT_WORD = re.compile(r"(?<![-\w])text(?![-\w])")
_MEASURE = re.compile(r"(?<![\w#.-])-?(\d*\.?\d+)")
_VAST = re.compile(r"(?<![\w#.])(?:\d{5,}|\d*\.?\d+[eE]\+?\d)")
_LARGE = re.compile(r"(?<![\w#.])\d{4,}")
_SMALL = """
    font font-size line-height letter-spacing word-spacing columns column-count text-indent
    grid grid-template grid-template-columns grid-template-rows"""
_NEVER_LARGE = frozenset(_SMALL.split())
"""Sizes and counts that would make a browser work for minutes, or a word fill the screen."""

_LONGEST_VALUE = 2_000
_DEEPEST_VALUE = 12
_HIGHEST = 999
_FAINTEST = 0.3
_FURTHEST_INDENT = 100.0


def declaration(text: str, *, may_be_important: bool) -> str:
    """One declaration as it may be shown, "" if it is refused. Comments are gone from the text."""
    # Long ones are told apart by what they say, not how often: they need no memory.
    check = _checked if len(text) <= 200 else _checked.__wrapped__
    return check(text, may_be_important)


def brackets_close(text: str) -> bool:
    """Whether round and square brackets pair, no deeper than anyone writes them."""
    closing: list[str] = []
    for found in _BRACKET.finditer(text):
        bracket = found.group()
        if bracket in "([":
            closing.append(")" if bracket == "(" else "]")
            if len(closing) > _DEEPEST_VALUE:
                return False
        elif not closing or closing.pop() != bracket:
            return False
    return not closing


@lru_cache(maxsize=20_000)
def _checked(text: str, may_be_important: bool) -> str:
    name, colon, value = text.partition(":")
    name, value = name.strip(), value.strip()
    is_custom = name.startswith("--")
    if not is_custom:
        name = name.lower()
    if not colon or len(value) > _LONGEST_VALUE:
        return ""
    if not (_CUSTOM.fullmatch(name) if is_custom else value and name in _PROPERTIES):
        return ""
    marked = _IMPORTANT.search(value)
    if marked:
        value = value[: marked.start()]
    if name in _WITH_IMAGES:
        value = _IMAGE.sub("none", value)
    value = _in_one_line(value)
    if not _is_harmless(value, has_strings=is_custom or name in _WITH_STRINGS):
        return ""
    mark = "!important" if marked and may_be_important else ""
    if is_custom:
        return f"{name}:{value}{mark}"
    value = _readable(name, value)
    return f"{name}:{value}{mark}" if value else ""


def _in_one_line(value: str) -> str:
    """White space folded, unless it may stand in a string, where it means itself."""
    return value if '"' in value or "'" in value else " ".join(value.split())


def _is_harmless(value: str, *, has_strings: bool) -> bool:
    """Whether a value can neither load anything nor end where it does not seem to."""
    if has_strings and ('"' in value or "'" in value):
        value = " ".join(_STRING.sub(" ", value).split())
    # Comments are taken out before: whatever would open one now was none then.
    if "/*" in value or "//" in value or _VAST.search(value):
        return False
    if _SIMPLE.fullmatch(value):
        return True
    return (
        _INNOCENT.fullmatch(value) is not None
        and brackets_close(value)
        and all(called.lower() in FUNCTIONS for called in CALL.findall(value))
    )


def _readable(name: str, value: str) -> str:
    """The value if the text under it can still be read and reached; else another one, or ""."""
    if name in _NEVER_LARGE and _LARGE.search(value):
        return ""
    rule = _RULES.get(name)
    return rule(value.lower(), value) if rule is not None else value


def _position(value: str, _written: str) -> str:
    """Nothing may stay in front of the page while it is scrolled."""
    if value in {"fixed", "sticky", "-webkit-sticky"}:
        return "static"
    return value if value in {"static", "relative", "absolute", "inherit", "initial"} else ""


def _z_index(value: str, _written: str) -> str:
    if not re.fullmatch(r"-?[0-9]{1,4}|auto|inherit|initial", value):
        return ""
    if value[-1].isdigit():
        return str(max(-_HIGHEST, min(int(value), _HIGHEST)))
    return value


def _opacity(value: str, written: str) -> str:
    """What a script would fade in stays visible; so does what waits for an image to load."""
    number = re.fullmatch(r"([0-9]*\.?[0-9]+)(%?)", value)
    if number is None:
        return ""
    share = float(number[1]) / (100 if number[2] else 1)
    return written if share >= _FAINTEST else ""


def _color(value: str, written: str) -> str:
    return "" if _NOT_SEEN.fullmatch(value) else written


def _text_indent(value: str, written: str) -> str:
    """Text is pushed away where an image takes its place; here there is no image."""
    sizes = [float(size) for size in _MEASURE.findall(value)]
    return written if all(size < _FURTHEST_INDENT for size in sizes) else ""


def _background_clip(value: str, written: str) -> str:
    """Text that is a hole in its own colour shows nothing where the colour is an image."""
    return "" if _TEXT_WORD.search(value) else written


def _unicode_bidi(value: str, written: str) -> str:
    """Nothing turns the order of letters round: the text would read as another one."""
    return "" if "override" in value or "(" in value else written


_RULES = {
    "position": _position,
    "z-index": _z_index,
    "opacity": _opacity,
    "color": _color,
    "text-indent": _text_indent,
    "background": _background_clip,
    "background-clip": _background_clip,
    "unicode-bidi": _unicode_bidi,
}
