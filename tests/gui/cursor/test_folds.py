from annotator.core.documents import HiddenReason
from annotator.gui.cursor.folds import Folds
from tests.gui.text_view.sittings import document

_HIDDEN = ("div", "secret", HiddenReason.CLASS_NAME)
_PAGE = document("a", _HIDDEN, _HIDDEN, "b", _HIDDEN)


def test_consecutive_hidden_blocks_are_one_fold():
    folds = Folds(_PAGE)
    assert folds.runs == (range(1, 3), range(4, 5))
    assert [folds.is_folded(block) for block in range(5)] == [False, True, True, False, True]
    assert [folds.run_of(block) for block in (0, 2)] == [None, range(1, 3)]


def test_opening_a_fold_shows_all_of_its_blocks():
    folds = Folds(_PAGE)
    assert folds.open(2)
    assert not folds.open(1), "it is open by now"
    assert not folds.open(0), "nothing is folded over it"
    assert [folds.is_folded(block) for block in (1, 2, 4)] == [False, False, True]
    assert folds.folded_runs() == [range(4, 5)]


def test_the_way_leads_past_what_is_folded():
    folds = Folds(_PAGE)
    assert folds.unfolded_from(1, 1) == 3
    assert folds.unfolded_from(2, -1) == 0
    assert folds.unfolded_from(4, 1) is None
    folds.toggle(1)
    assert folds.unfolded_from(1, 1) == 1


def test_all_folds_open_at_once_and_close_only_when_all_are_open():
    folds = Folds(_PAGE)
    folds.toggle(1)
    folds.toggle_all()
    assert folds.are_open
    folds.toggle_all()
    assert folds.folded_runs() == [range(1, 3), range(4, 5)]


def test_a_page_without_hidden_blocks_has_nothing_to_fold():
    folds = Folds(document("a"))
    assert folds.runs == ()
    assert folds.unfolded_from(0, 1) == 0
