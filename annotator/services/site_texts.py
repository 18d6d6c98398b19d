"""The texts of the pages of a site: what stands on several of them is hardly ever the story."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.core.pages import PageId
from annotator.core.progress import Reporter, silent
from annotator.services.evidence import VERSION, complete_evidence
from annotator.services.projects import Project
from annotator.storage.evidence import EvidenceMark

MOST_PAGES = 200
"""A page is compared with so many others of its site, the latest: more tell hardly more."""
_SITES_HELD = 4


@dataclass(frozen=True, slots=True)
class _Texts:
    """The hashes of the texts of each page, while the evidence of the site stays what it is."""

    mark: EvidenceMark
    hashes: Mapping[PageId, bytes]


class SiteTexts:
    """The texts of the sites of a project. One thread may use it at a time."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._held: OrderedDict[str, _Texts] = OrderedDict()

    def complete(self, site: str, report: Reporter = silent) -> None:
        """Make the evidence of those pages of the site that came before there was any."""
        if site:
            with self._project.store.read() as transaction:
                latest = transaction.pages.of_site(site, MOST_PAGES)
            complete_evidence(self._project, latest, report)

    def of_others(self, site: str, page: PageId | None) -> list[bytes] | None:
        """The hashes of the texts of other pages of the site; None where there is no other page."""
        if not site:
            return None
        hashes = self._texts(site).hashes
        others = [one for number, one in hashes.items() if number != page]
        return others or None

    def _texts(self, site: str) -> _Texts:
        with self._project.store.read() as transaction:
            mark = transaction.evidence.mark(site, VERSION)
        held = self._held.get(site)
        if held is None or held.mark != mark:
            with self._project.store.read() as transaction:
                hashes = transaction.evidence.text_hashes(site, VERSION, MOST_PAGES)
            held = self._held[site] = _Texts(mark, hashes)
            if len(self._held) > _SITES_HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(site)
        return held
