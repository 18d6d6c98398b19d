"""How the report looks: light and dark as the reader's system is, and black on white on paper."""

from __future__ import annotations

from annotator.services.agreement_shades import (
    MOST_DARK,
    MOST_LIGHT,
    PARTED_DARK,
    PARTED_LIGHT,
)

_SHEET = """
:root {
  color-scheme: light dark;
  --page: #fcfcfb; --raised: #ffffff; --text: #1f2328; --muted: #5d6570; --border: #dcdcd7;
  --agreed: #1f62d0; --parted: PARTED_LIGHT; --note: #e9effc; --most: MOST_LIGHT;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #1c1e21; --raised: #24272b; --text: #e4e6e8; --muted: #a0a7af; --border: #3f454c;
    --agreed: #6cabff; --parted: PARTED_DARK; --note: #243150; --most: MOST_DARK;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, "Noto Sans", sans-serif;
}
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .6rem; padding-top: .9rem;
     border-top: 1px solid var(--border); }
h3 { font-size: 1.02rem; margin: 1.7rem 0 .5rem; }
p { margin: .4rem 0 .8rem; max-width: 46rem; }
.muted, caption, figcaption { color: var(--muted); }
.lead { font-size: 1.08rem; }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 2px solid var(--agreed); outline-offset: 2px; }
table { border-collapse: collapse; margin: .4rem 0 1rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; padding: .2rem 0 .4rem; font-size: .92rem; }
th, td { padding: .3rem .8rem .3rem 0; text-align: end; vertical-align: baseline; }
thead th { color: var(--muted); font-weight: 600; vertical-align: bottom;
           border-bottom: 1px solid var(--border); }
tbody th { text-align: start; font-weight: 500; }
tbody tr + tr > * { border-top: 1px solid var(--border); }
th.words, td.words { text-align: start; }
td small { color: var(--muted); display: block; white-space: nowrap; }
td small.reason { white-space: normal; max-width: 12rem; margin-inline-start: auto; }
figure { margin: .6rem 0 1rem; }
figcaption { font-size: .92rem; }
svg { display: block;
      font: 13px system-ui, "Noto Sans", sans-serif; }
svg text { fill: var(--text); unicode-bidi: isolate; }
svg text.muted { fill: var(--muted); }
svg .strong { font-weight: 600; }
svg .grid { stroke: var(--border); stroke-width: 1; }
svg .zero { stroke: var(--muted); stroke-width: 1; }
svg .agreed { fill: var(--agreed); }
svg .parted { fill: var(--parted); }
svg .bar { fill-opacity: .7; }
svg .frame { fill: none; stroke: var(--border); }
svg .whisker { stroke: var(--text); stroke-width: 1.5; fill: none; }
svg .course { stroke: var(--agreed); stroke-width: 2; fill: none; }
svg .dot { fill: var(--agreed); stroke: var(--page); stroke-width: 1.5; }
svg .cell { fill-opacity: calc(var(--strength) * var(--most)); }
ol.places { padding-inline-start: 1.6rem; }
ol.places li { margin: .35rem 0; }
blockquote { margin: .15rem 0 0; padding-inline-start: .8rem;
             border-inline-start: 3px solid var(--border); color: var(--text); }
ins { background: var(--note); text-decoration: underline dotted; }
del { color: var(--parted); }
.note { background: var(--note); border-radius: 6px; padding: .6rem .9rem; }
.summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
           gap: .8rem; margin: 1.2rem 0; padding: 0; list-style: none; }
.summary li { background: var(--raised); border: 1px solid var(--border); border-radius: 8px;
              padding: .7rem .9rem; }
.summary b { display: block; font-size: 1.55rem; line-height: 1.2; }
.summary span { display: block; font-size: .88rem; color: var(--muted); }
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --raised: #fff; --text: #000; --muted: #444; --border: #bbb;
    --agreed: #1f62d0; --parted: PARTED_LIGHT; --note: #fff; --most: MOST_LIGHT;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, h3 { break-after: avoid; }
  figure, tr, li { break-inside: avoid; }
  .scroll { overflow: visible; }
  svg { max-width: 100%; height: auto; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def _filled(sheet: str) -> str:
    values = {
        "MOST_LIGHT": str(MOST_LIGHT),
        "MOST_DARK": str(MOST_DARK),
        "PARTED_LIGHT": PARTED_LIGHT,
        "PARTED_DARK": PARTED_DARK,
    }
    for name, value in values.items():
        sheet = sheet.replace(name, value)
    return sheet


STYLE = _filled(_SHEET)
"""The style sheet of the report."""
