"""The whole chain for one page, in this process: bytes in, facts and document out.

A page from outside is parsed through `parsing_pool`, where it can be stopped; this is what runs
there. Nothing here reads a file or asks a network.
"""

from __future__ import annotations

from hashlib import sha256

from annotator.core.document_json import columns_to_json
from annotator.core.errors import UserError
from annotator.core.page_evidence import PageEvidence, evidence_to_json
from annotator.core.pages import PageFacts, PageKind, ParsedPage, RawPage
from annotator.pages.collecting import evidence_of
from annotator.pages.containers.budget import LARGEST_PAGE
from annotator.pages.decoding import Decoded, decode
from annotator.pages.dumps import SEGMENTER as DUMP_SEGMENTER
from annotator.pages.dumps import segment_dump, with_unix_newlines
from annotator.pages.html_reader import HtmlReader, read_html
from annotator.pages.segmenting import SEGMENTER, segment, text_lines
from annotator.pages.sites import absolute_url, site_of, top_level_domain

_LONGEST_TITLE = 200


def parse(raw: RawPage, chosen: str | None = None) -> ParsedPage:
    """Decode and segment a page, in the encoding `chosen` by a person where there is one.

    `UserError` where the page is empty, too large, or no text at all.
    """
    decoded = decoded_page(raw, chosen)
    given_title = raw.title[:_LONGEST_TITLE]
    if raw.kind is PageKind.HTML:
        reader = HtmlReader()
        read_html(decoded.as_utf_8(raw.content), reader)
        lines = text_lines(reader)
        text, columns = segment(lines)
        title, own_url = reader.evidence.title, reader.evidence.url
        evidence = evidence_of(reader, [run for run, _ in lines], absolute_url(raw.url) or own_url)
        segmenter, cut = SEGMENTER, reader.cut
    else:
        text, columns = segment_dump(with_unix_newlines(decoded.text))
        evidence = PageEvidence(titles=(given_title,) if given_title else ())
        # A dump has no title of its own: its first line does where nobody gave one.
        title, own_url = given_title or text.partition("\n")[0][:_LONGEST_TITLE], None
        segmenter, cut = DUMP_SEGMENTER, None
    url = absolute_url(raw.url) or own_url
    facts = PageFacts(
        digest=sha256(raw.content).hexdigest(),
        byte_count=len(raw.content),
        kind=raw.kind,
        name=raw.name,
        title=title or given_title,
        url=url,
        site=site_of(url),
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        replaced_count=decoded.replaced_count,
        cut=cut,
        fetched_at=raw.fetched_at,
    )
    return ParsedPage(
        facts=facts,
        text=text,
        blocks=columns_to_json(columns, segmenter, cut),
        block_count=columns.hidden.count(None),
        evidence=evidence_to_json(evidence),
    )


def decoded_page(raw: RawPage, chosen: str | None = None) -> Decoded:
    """The text of the page as it stands in the file; `UserError` as `parse` has it."""
    if not raw.content:
        raise UserError("The page is empty.")
    if len(raw.content) > LARGEST_PAGE:
        limit = LARGEST_PAGE // 1024**2
        raise UserError(f"The page is larger than {limit} MB.", "Import the part that matters.")
    return decode(raw.content, raw.kind, raw.charset, chosen, top_level_domain(raw.url))
