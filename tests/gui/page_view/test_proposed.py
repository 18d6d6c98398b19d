"""Proposals in the page view: lines without a ground, words on hover, what is in sight."""

from annotator.core.proposals import Proposals
from tests.gui.proposing.proposed import GUESS, LIKELY, SURE, part, propose

_PAGE = (
    "<html><body><h1>Ferry returns</h1><p>First paragraph of it.</p><p>Second paragraph.</p>"
    "<p>The ferry at dusk. Image made with AI</p>"
    "<div style='height:3000px'></div><footer>Imprint</footer></body></html>"
)


def _spans(looking, name):
    return looking.painted(name)


def test_a_proposal_is_painted_in_its_grade_and_not_as_a_label(looking):
    one = looking.at(_PAGE)
    propose(one, (0, "body", SURE), (1, "body", LIKELY), (2, "teaser", GUESS))
    looking.view.refresh(range(len(one.document.blocks)))
    blocks = one.document.blocks

    def units(index):
        return [tuple(looking.units(blocks[index].span))]

    assert _spans(looking, "an-label-0-proposed-sure") == units(0)
    assert _spans(looking, "an-label-0-proposed-likely") == units(1)
    assert _spans(looking, "an-label-1-proposed-guess") == units(2)
    assert _spans(looking, "an-label-0") == []
    looking.view.refresh(one.label([blocks[0].span], "teaser").blocks)
    assert _spans(looking, "an-label-0-proposed-sure") == []
    assert _spans(looking, "an-label-1") == units(0)


def test_only_labels_have_a_ground(looking):
    one = looking.at(_PAGE)
    propose(one, (0, "body", SURE))
    looking.view.refresh(range(2))
    rules = looking.js("[...document.adoptedStyleSheets[0].cssRules].map((one) => one.cssText)")
    proposed = [rule for rule in rules if "-proposed-" in rule]
    assert len(proposed) == 3 * len(one.label_set.labels)
    assert not [rule for rule in proposed if "background" in rule]
    kinds = [next((one for one in ("dashed", "dotted") if one in rule), "") for rule in proposed]
    assert set(kinds) == {"", "dashed", "dotted"}


def test_what_is_offered_is_marked(looking):
    one = looking.at(_PAGE)
    signatures = [0] * len(one.document.blocks)
    propose(one, (1, "body", LIKELY), (2, "body", LIKELY), signatures=signatures)
    one.label([one.document.blocks[1].span], "teaser")
    looking.view.refresh(range(4))
    assert _spans(looking, "an-offered") == [tuple(looking.units(one.document.blocks[2].span))]
    one.offered = None
    looking.view.refresh(range(4))
    assert _spans(looking, "an-offered") == []


def test_hovering_tells_what_is_proposed_as_plain_text(looking, qtbot):
    one = looking.at(_PAGE)
    propose(one, (1, "body", 0.97))
    looking.view.refresh(range(4))
    start = one.document.blocks[1].span.start
    looking.hover(looking.point(start + 2))
    looking.until(lambda: looking.js("annotator.tipText()") == "Body? 97 % · model")
    looking.hover(looking.point(one.document.blocks[2].span.start + 2))
    looking.until(lambda: looking.js("annotator.tipText()") is None)


def test_a_proposal_for_a_part_of_a_block_is_painted_there(looking):
    one = looking.at(_PAGE)
    made = part(one, "Image made with AI", "teaser", SURE)
    one.offer(Proposals((made,), "test-1"))
    looking.view.refresh(range(4))
    assert _spans(looking, "an-label-1-proposed-sure") == [tuple(looking.units(made.span))]


def test_which_blocks_are_in_sight_is_asked_of_the_browser(looking):
    one = looking.at(_PAGE)
    last = len(one.document.blocks) - 1
    seen = []
    looking.view.look_for([0, 1, last], seen.append)
    looking.until(lambda: seen)
    assert seen == [[0, 1]]
    looking.cursor.go_to(last)
    seen.clear()

    def is_last():
        looking.view.look_for([0, 1, last], seen.append)
        looking.js("0")
        return seen and seen[-1] == [last]

    looking.until(is_last)
