"""Styles of a page for its copy for display: what is kept, and that nothing else is."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from annotator.pages.display_styles import MOST_STYLES, safe_declarations, safe_sheet
from annotator.pages.page_styles import PageStyles
from tests.unit.pages.css_judge import faults_of_declarations, faults_of_sheet

KEPT = {
    "p{color:red}": "p{color:red;}",
    "p { color : RED ; margin : 0 auto !IMPORTANT }": "p{color:RED;margin:0 auto!important;}",
    ".a>.b , #c::before{display:none}": ".a>.b , #c::before{display:none;}",
    r".md\:flex{display:flex}": r".md\:flex{display:flex;}",
    r".w-\[3px\]{width:3px}": r".w-\[3px\]{width:3px;}",
    r".sm\:w-1\/2{width:50%}": r".sm\:w-1\/2{width:50%;}",
    'a[href^="x"]{color:red}': 'a[href^="x"]{color:red;}',
    "@media (min-width:9px){p{color:red}}": "@media (min-width:9px){p{color:red;}}",
    "@media (400px<=width<=700px){p{color:red}}": "@media (400px<=width<=700px){p{color:red;}}",
    "@supports (display:grid){@media print{p{gap:1em}}}": (
        "@supports (display:grid){@media print{p{gap:1em;}}}"
    ),
    "@layer a,b;@layer a{p{color:red}}": "@layer a,b;@layer a{p{color:red;}}",
    "p{color:red;&:hover{color:blue}}": "p{color:red;&:hover{color:blue;}}",
    "a:link,li :any-link:hover{color:red}": "a.an-link,li .an-link:hover{color:red;}",
    r".sm\:link{color:red}": r".sm\:link{color:red;}",
    "p{font:12px/1.5 'A B',serif}": "p{font:12px/1.5 'A B',serif;}",
    "p{width:calc(100% - (2 * 3px))}": "p{width:calc(100% - (2 * 3px));}",
    "p{--gap:3px;gap:var(--gap,1em)}": "p{--gap:3px;gap:var(--gap,1em);}",
    "<!-- p{color:red} -->": "p{color:red;}",
    "p{color:red": "p{color:red;}",
    "p/**/{color/* ; */:/*}*/red}": "p{color:red;}",
    "p{background:url(a.png) no-repeat #123456}": "p{background:none no-repeat #123456;}",
    "p{background:URL( 'a;}b' )}": "p{background:none;}",
    "p{background-image:linear-gradient(red,rgba(0,0,0,.5))}": (
        "p{background-image:linear-gradient(red,rgba(0,0,0,.5));}"
    ),
    "p{color:rgb(0,0,0)}": "p{color:rgb(0,0,0);}",
    "p{grid-template-areas:'a b' 'c d'}": "p{grid-template-areas:'a b' 'c d';}",
    "p{position:absolute;z-index:2147483647}": "p{position:absolute;}",
    "p{position:fixed;z-index:5000}": "p{position:static;z-index:999;}",
}


@pytest.mark.parametrize("css", KEPT)
def test_what_only_says_how_a_page_looks_is_kept(css: str):
    assert safe_sheet(css) == KEPT[css]


LOADING = r"""
    background:url(//x)
    background:url("//x
    background:u\72l(//x)
    background:\75rl(//x)
    background:\000075\000072\00006c(//x)
    background:\75\72\6c (//x)
    background:u/**/rl(//x)
    background:url/**/(//x)
    background:url(//x) url(
    background:var(--x,url(//x))
    background:image-set("//x" 1x)
    background:-webkit-image-set(url(//x) 1x)
    background:image("//x")
    background:src("//x")
    background:cross-fade(url(//x),red)
    background:-webkit-cross-fade(url(//x),red,50%)
    background:element(#x)
    background:paint(x)
    background:attr(data-x type(<url>))
    background:attr(data-x url)
    background:light-dark(url(//x),url(//x))
    background:conic-gradient(from 0deg,image-set("//x" 1x))
    background-image:IMAGE-SET('//x' 1x)
    --x:url(//x)
    --x:u\72l(//x)
    --x:image-set("//x" 1x)
    --x:[(url(//x))]
    list-style:url(//x
    list-style-image:url(//x)
    border-image:url(//x) 1
    border-image-source:url(//x)
    mask:url(//x#a)
    -webkit-mask-image:url(//x)
    filter:url(//x#a)
    backdrop-filter:url(//x#a)
    clip-path:url(//x#a)
    shape-outside:url(//x)
    offset-path:url(//x#a)
    cursor:url(//x),auto
    content:url(//x)
    src:url(//x)
    fill:url(//x#a)
    marker-end:url(//x#a)
    behavior:url(//x)
    -moz-binding:url(//x)
    width:expression(alert(1))
    width:exp/**/ression(alert(1))
    filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='//x')
    color:red\;background:url(//x)
    font-family:'a
    font-family:"\
    font-family:'</style><img src=//x>'
    font-family:']]><script>'
    color:red}*{background:url(//x)
    color:red/*
    color:@import
    {}background:url(//x)
    *background:url(//x)
    b\61 ckground:url(//x)"""
EVASIONS = [line.removeprefix("    ") for line in LOADING.split("\n") if line]


@pytest.mark.parametrize("css", EVASIONS)
def test_no_declaration_loads_anything_however_it_is_written(css: str):
    for sheet in (f"p{{{css}}}", f"p{{{css};color:red}}", f"@media print{{p{{{css}}}}}"):
        safe = safe_sheet(sheet)
        assert "//x" not in safe
        assert faults_of_sheet(safe) == []
    safe = safe_declarations(css)
    assert "//x" not in safe
    assert faults_of_declarations(safe) == []


REFUSED_SHEETS = [
    "@import url(//x);",
    "@import '//x';",
    '@IMPORT "//x";',
    r"@\69mport '//x';",
    r"@im\70ort '//x';",
    "@import/**/'//x';",
    "@import '//x'",
    "<!--@import '//x';",
    "@layer a{@import '//x';}",
    "p{@import '//x';}",
    "@charset 'utf-7';",
    "@namespace url(//x);",
    "@font-face{font-family:a;src:url(//x)}",
    "@media print{@font-face{src:url(//x)}}",
    "@page{background:url(//x)}",
    "@keyframes a{to{background:url(//x)}}",
    "@-webkit-keyframes a{to{color:red}}",
    "@property --a{syntax:'<url>';inherits:true;initial-value:url(//x)}",
    "@counter-style a{symbols:url(//x)}",
    "@view-transition{navigation:auto}",
    "@document url(//x){p{color:red}}",
    "@-moz-document url-prefix(){p{color:red}}",
    "@starting-style{p{color:red}}",
    "@scope (p){a{color:red}}",
    "@font-feature-values a{@swash{b:1}}",
    "@supports (background:url(//x)){p{color:red}}",
    "@media (a:'x'){p{color:red}}",
    "@layer annotator{p{color:red}}",
    "a[href=url(//x)]{color:red}",
    r"a:n\6ft(b){color:red}",
    r"\75\72\6c (b){color:red}",
    "p::selection{color:red}",
    "p,::highlight(body){color:red}",
    r"p::sel\65ction{color:red}",
    "::-webkit-scrollbar{display:none}",
    "a[b='</style>']{color:red}",
    "a[b=c]]>d{color:red}",
    "<script>{color:red}",
    "p:is(b{color:red}",
    "p){color:red}",
    "--x:hover{color:red}",
    "html,body{overflow:hidden;height:100%;display:none}",
    "body.loading{visibility:hidden;opacity:1}",
    "@media screen{:root{overflow:hidden}}",
]


@pytest.mark.parametrize("css", REFUSED_SHEETS)
def test_rules_that_load_or_reach_too_far_leave_nothing(css: str):
    assert safe_sheet(css) == ""


UNREADABLE = [
    "content:'not of the page'",
    "color:transparent",
    "color:#fff0",
    "color:rgba(1,2,3,0)",
    "color:rgb(1 2 3 / 0%)",
    "opacity:0",
    "opacity:.05",
    "opacity:0%",
    "opacity:var(--x)",
    "text-indent:-9999px",
    "text-indent:100%",
    "background-clip:text",
    "-webkit-background-clip:text",
    "-webkit-text-fill-color:transparent",
    "-webkit-text-security:disc",
    "unicode-bidi:bidi-override",
    "user-select:none",
    "pointer-events:none",
    "cursor:none",
    "filter:blur(9px)",
    "mix-blend-mode:difference",
    "transform:scale(0)",
    "animation:a 1s infinite",
    "transition:all 9s",
    "clip-path:inset(50%)",
    "content-visibility:hidden",
    "max-height:0",
    "line-clamp:1",
    "-webkit-line-clamp:1",
    "text-overflow:ellipsis",
    "list-style:'evil '",
    "quotes:'a' 'b'",
    "zoom:100",
    "font-size:5000px",
    "width:99999px",
    "width:1e9px",
    "columns:5000",
    "grid-template-columns:repeat(5000,1px)",
    "position:var(--x)",
    "z-index:var(--x)",
    "width:" + "calc(" * 99 + "1px" + ")" * 99,
    "margin:" + "1px " * 999,
]


@pytest.mark.parametrize("css", UNREADABLE)
def test_what_makes_text_unreadable_or_a_browser_slow_is_refused(css: str):
    assert safe_declarations(css) == ""
    assert safe_sheet(f"p{{{css}}}") == ""


def test_a_broken_declaration_takes_no_other_with_it():
    assert safe_declarations("a{b;c}d;color:red;}e;top:1px;'x\ny;left:1px") == (
        "color:red;top:1px;left:1px"
    )


def test_nothing_is_important_in_an_attribute():
    assert safe_declarations("display:block !important;color:red") == "display:block;color:red"


def test_names_of_our_own_are_not_given_values():
    assert safe_declarations("--an-frame:red;--a:red") == "--a:red"


def test_styles_of_a_page_are_read_up_to_a_limit_in_all():
    rule = "p{color:red}"
    many = rule * (MOST_STYLES // len(rule))
    styles = PageStyles([], is_wanted=True)
    styles.add(many, "")
    whole = styles.markup()
    assert len(whole) > len(many)
    styles.add(rule * 9, "")
    styles.add(rule, "")
    assert styles.markup() == whole


SIGNS = r"""{ } ( ) [ ] ; : , " ' \ / * @ # . - ! < > & % | + ~ = a é 1 0"""
ENDS = ["/*", "*/", "<!--", "-->", "]]>", "</style", "\x00", "\f", "\r\n", "\ufeff", "\u2028"]
CALLS = ["url(", "u\\72l(", "URL('", "image-set(", "var(--x", "calc(", "rgb(", "expression("]
RULES = ["@import ", "@media ", "@supports ", "@layer ", "@font-face", "\\000075", "\\75 "]
STARTS = ["p{", "color:", "background:", "font-family:", "--x:", "position:fixed", "red", "1px"]
OTHERS = ["content:", "::selection", ":not(", "!important", "list-style:", "html", "a[b='c']"]
WHOLES = ["p{background:url(x)red}", "@media print{p{color:red}}", " ", "\n"]
SOUP = st.lists(
    st.sampled_from([*SIGNS.split(" "), *ENDS, *CALLS, *RULES, *STARTS, *OTHERS, *WHOLES]),
    max_size=40,
).map("".join)


@given(SOUP)
def test_no_soup_becomes_a_sheet_that_loads_or_breaks_out(soup: str):
    safe = safe_sheet(soup)
    assert faults_of_sheet(safe) == []
    assert not re.search(r"<[a-z!/?]|]]>|-->|\\$", safe, re.IGNORECASE)
    assert safe_sheet(safe) == safe


@given(SOUP)
def test_no_soup_becomes_a_declaration_that_loads_or_breaks_out(soup: str):
    safe = safe_declarations(soup)
    assert faults_of_declarations(safe) == []
    assert not re.search(r"[<>{}]", safe)
    assert safe_declarations(safe) == safe


@given(SOUP)
def test_what_is_behind_a_safe_sheet_is_not_swallowed(soup: str):
    assert safe_sheet(safe_sheet(soup) + "p{color:red}").endswith("p{color:red;}")


REPEATED = [
    *(
        "{",
        "(",
        "[",
        "/*",
        '"',
        "'",
        "\\",
        "url(",
        "u\\72l(",
        "@media(",
        "p{",
        "a:is(",
        "--x:",
        "/",
    ),
    *("p{color:", "!important ", "-", "a,", "<!--", "*", '"\\\n', "rgba(0,", ";", "}", "0", "&&"),
    *("p{background:url(", "p{font-family:'a',", "a[b]", "\\0 ", ",html", " body", "@layer a,"),
]


@pytest.mark.parametrize("piece", REPEATED)
def test_nothing_repeated_takes_more_than_its_length(piece: str):
    """Half a megabyte is read in a tenth of a second; what backtracks would take minutes."""
    soup = piece * (MOST_STYLES // len(piece))
    assert faults_of_sheet(safe_sheet(soup)[:1_000]) == []
    assert len(safe_declarations(soup)) <= len(soup)


def test_styles_of_payloads_load_nothing(corpus: Path):
    payloads = [
        json.loads(line)["payload"]
        for line in (corpus / "fixtures/xss/dompurify/payloads.jsonl")
        .read_text("utf-8")
        .split("\n")
        if line
    ]
    payloads += [
        path.read_text("utf-8") for path in (corpus / "fixtures/xss/bleach").glob("*.test")
    ]
    assert len(payloads) > 200
    for payload in payloads:
        assert faults_of_sheet(safe_sheet(payload)) == []
        assert faults_of_declarations(safe_declarations(payload)) == []
        for _, css in re.findall(r"""style=(["'])(.*?)\1""", payload, re.DOTALL):
            assert faults_of_declarations(safe_declarations(css)) == []


def test_styles_of_real_pages_stay_and_load_nothing(corpus: Path):
    kept = count = 0
    for path in sorted((corpus / "pages").glob("*/*.html.gz"))[::40]:
        tree = html.fromstring(gzip.decompress(path.read_bytes()))
        sheets = [(style.text or "")[:60_000] for style in tree.iter("style")][:3]
        for sheet in sheets:
            safe = safe_sheet(sheet)
            assert faults_of_sheet(safe) == [], path.name
            count += sheet.count("{")
            kept += safe.count("{")
        for style in tree.xpath("//@style")[:50]:
            assert faults_of_declarations(safe_declarations(style)) == [], path.name
    assert kept > 0.6 * count
