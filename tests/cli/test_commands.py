from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli.program import run
from annotator.cli.windows import Windows
from annotator.services.backups import backup_folder
from annotator.services.projects import open_project
from tests.permissions import permissions, run_bound

ROOT = Path(__file__).parents[2]


def error(answer) -> str:
    """The one sentence of a failed command, nothing else printed."""
    assert answer.out == ""
    assert answer.code == 1
    assert answer.err.startswith("annotator: ")
    assert answer.err.count("\n") == 1
    return answer.err.removeprefix("annotator: ").rstrip()


def test_new_makes_a_project_that_is_found_by_the_path_given(annotator, tmp_path):
    made = annotator("new", tmp_path / "news", "--json")
    assert made.json["project"] == str(tmp_path / "news.annotator")
    assert made.json["labels"] == ["headline", "body", "teaser", "ai_label", "boilerplate"]
    assert annotator("pages", tmp_path / "news", "--json").json == {"pages": []}


def test_new_takes_other_labels_from_a_file(annotator, tmp_path):
    labels = tmp_path / "two.toml"
    labels.write_text(
        '[[label]]\nid = "good"\nname = "Good"\nkeys = ["g"]\nlight = "#112233"\ndark = "#ddeeff"\n'
    )
    made = annotator("new", tmp_path / "p.annotator", "--labels", labels, "--json")
    assert made.json["labels"] == ["good"]


def test_new_never_replaces_a_file(annotator, tmp_path):
    (tmp_path / "news").write_text("Dear editor")
    assert "already a file" in error(annotator("new", tmp_path / "news"))
    annotator("new", tmp_path / "other")
    assert "already a file" in error(annotator("new", tmp_path / "other.annotator"))


def test_pages_tells_what_scripts_rely_on(annotator, news):
    first, second = annotator("pages", news, "--json").json["pages"]
    assert first == {
        "page": 1,
        "title": "Page 1",
        "url": "https://news.example/story",
        "site": "news.example",
        "status": "new",
        "blocks": 3,
        "undecided": 3,
        "cut": False,
        "encoding": "utf-8",
        "annotator": None,
        "blind": False,
        "calibration": False,
    }
    assert second["page"] == 2


def test_pages_can_be_filtered(annotator, news):
    annotator("label", news, 2, "0", "body", "--as", "Ada")
    numbers = [
        [one["page"] for one in annotator("pages", news, *how, "--json").json["pages"]]
        for how in (("--status", "in progress"), ("--find", "PAGE 1"), ("--as", "Ben"))
    ]
    assert numbers == [[2], [1], [1, 2]]


def test_pages_prints_a_table(annotator, news):
    lines = annotator("pages", news).out.splitlines()
    assert lines[0].split() == ["page", "status", "undecided", "site", "title"]
    assert lines[1].split() == ["1", "new", "3/3", "news.example", "Page", "1"]


def test_show_tells_what_scripts_rely_on(annotator, news):
    annotator("label", news, 1, "--as", "Ada", "0", "headline")
    annotator("label", news, 1, "--as", "Ada", "--span", "9:10", "body")
    shown = annotator("show", news, 1, "--json").json
    assert shown["text"] == "Big news\nA story 👩‍👩‍👧\nMenu\nnoscript"
    assert shown["status"] == "in progress"
    assert shown["undecided"] == 2
    assert shown["annotator"] == "Ada"
    block = {key: shown["blocks"][0][key] for key in ("index", "start", "end", "text")}
    assert block == {"index": 0, "start": 0, "end": 8, "text": "Big news"}
    assert [one["label"] for one in shown["blocks"]] == ["headline", "mixed", None, None]
    assert [one["hidden"] for one in shown["blocks"]] == [False, False, False, True]
    first = {"start": 0, "end": 8, "label": "headline", "quote": "Big news", "origin": "by hand"}
    assert first.items() <= shown["annotations"][0].items()
    assert shown["annotations"][1]["quote"] == "A"


def test_show_prints_blocks_with_labels_and_hidden_ones_in_brackets(annotator, news):
    annotator("label", news, 1, "--as", "Ada", "0", "headline")
    lines = [line.split() for line in annotator("show", news, 1).out.splitlines()]
    assert ["0", "headline", "Big", "news"] in lines
    assert ["3", "[noscript]"] in lines


def test_a_page_that_is_not_there_is_an_error_in_one_sentence(annotator, news):
    for command in (["show", news, 9], ["label", news, 9, "0", "body"], ["finish", news, 9]):
        assert error(annotator(*command, "--json")).startswith("There is no page 9")


def test_label_is_one_edit_and_undo_takes_it_back(annotator, news):
    done = annotator("label", news, 1, "--as", "Ada", "0,2", "boilerplate", "--json").json
    assert (done["changed"], done["undecided"], done["status"]) == (True, 1, "in progress")
    undone = annotator("undo", news, 1, "--as", "Ada", "--json").json
    assert (undone["step"], undone["undecided"]) == ("undo", 3)
    redone = annotator("redo", news, "--as", "Ada", "--json").json
    assert (redone["step"], redone["undecided"]) == ("redo", 1)


def test_label_undecided_leaves_what_is_decided(annotator, news):
    annotator("label", news, 1, "--as", "Ada", "--span", "0:3", "headline")
    annotator("label", news, 1, "--as", "Ada", "undecided", "boilerplate")
    shown = annotator("show", news, 1, "--json").json
    assert [(one["quote"], one["label"]) for one in shown["annotations"]] == [
        ("Big", "headline"),
        ("news", "boilerplate"),
        ("A story 👩‍👩‍👧", "boilerplate"),
        ("Menu", "boilerplate"),
    ]


def test_the_label_none_takes_labels_away(annotator, news):
    annotator("label", news, 1, "--as", "Ada", "all", "body")
    annotator("label", news, 1, "--as", "Ada", "1", "none")
    labels = [one["label"] for one in annotator("show", news, 1, "--json").json["blocks"]]
    assert labels == ["body", None, "body", None]


def test_labelling_again_the_same_changes_nothing(annotator, news):
    annotator("label", news, 1, "--as", "Ada", "0", "body")
    again = annotator("label", news, 1, "--as", "Ada", "0", "body", "--json").json
    assert (again["changed"], again["revision"]) == (False, 1)


def test_an_unknown_label_is_refused_with_those_of_the_project(annotator, news):
    assert "headline, body" in error(annotator("label", news, 1, "0", "heading", "--as", "Ada"))


def test_finish_is_refused_while_blocks_are_undecided(annotator, news):
    assert "3 blocks are still undecided" in error(annotator("finish", news, 1, "--as", "Ada"))
    annotator("label", news, 1, "undecided", "boilerplate", "--as", "Ada")
    done = annotator("finish", news, 1, "--as", "Ada", "--json").json
    assert (done["status"], done["changed"]) == ("finished", True)
    assert annotator("finish", news, 1, "--as", "Ada", "--json").json["changed"] is False


def test_undo_without_anything_to_undo_says_so(annotator, news):
    assert "has not labelled" in error(annotator("undo", news, "--as", "Ada"))
    assert "nothing to undo for “Ada” on page 1" in error(annotator("undo", news, 1, "--as", "Ada"))


def test_the_login_name_labels_where_no_other_is_given(annotator, news, monkeypatch):
    monkeypatch.setenv("LOGNAME", "ben")
    assert annotator("label", news, 1, "0", "body", "--json").json["annotator"] == "ben"


def test_stats_counts_pages_and_labels_in_all_and_by_annotator(annotator, news):
    annotator("label", news, 1, "0", "headline", "--as", "Ada")
    annotator("label", news, 2, "0", "body", "--as", "Ben")
    stats = annotator("stats", news, "--json").json
    assert stats["pages"] == {
        "new": 0,
        "in progress": 2,
        "finished": 0,
        "returned": 0,
        "accepted": 0,
    }
    assert stats["labels"]["headline"] == {"blocks": 1, "characters": 8}
    assert stats["annotators"]["Ben"]["labels"]["body"] == {"blocks": 1, "characters": 7}
    assert stats["annotators"]["Ben"]["pages"]["new"] == 1
    assert "headline" in annotator("stats", news).out


def test_backup_copies_the_project(annotator, news, tmp_path):
    copy = annotator("backup", news, tmp_path / "copy.annotator", "--json").json["backup"]
    assert annotator("pages", copy, "--json").out == annotator("pages", news, "--json").out
    assert "exists already" in error(annotator("backup", news, copy))


def test_the_first_change_of_a_day_makes_an_automatic_backup_of_what_was_before(annotator, news):
    annotator("label", news, 1, "0", "headline", "--as", "Ada")
    annotator("label", news, 1, "1", "body", "--as", "Ada")
    with open_project(news) as project:
        (copy,) = backup_folder(project).iterdir()
    assert annotator("stats", copy, "--json").json["pages"]["new"] == 2


def test_reading_makes_no_backup(annotator, news):
    annotator("pages", news)
    with open_project(news) as project:
        assert not backup_folder(project).exists()


def test_a_backup_that_fails_is_told_and_stops_nothing(annotator, news, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    done = annotator("label", news, 1, "0", "headline", "--as", "Ada", "--json")
    assert done.code == 0
    assert done.json["changed"] is True
    assert "No automatic backup" in done.err


def test_check_finds_nothing_wrong_with_a_good_project(annotator, news):
    annotator("label", news, 1, "0", "headline", "--as", "Ada")
    assert annotator("check", news, "--json").json == {"ok": True, "problems": []}
    assert "in order" in annotator("check", news).out


def test_check_lists_problems_and_fails(annotator, news):
    with sqlite3.connect(news) as connection:
        connection.execute("UPDATE pages SET digest = replace(digest, 'a', 'b')")
    connection.close()
    answer = annotator("check", news, "--json")
    assert answer.code == 1
    assert answer.json["ok"] is False
    assert "The bytes of page 1 are not those that were imported." in answer.json["problems"]
    assert "problems" in answer.err


def test_check_of_a_damaged_file_is_a_finding(annotator, news):
    news.write_bytes(news.read_bytes()[:5000])
    answer = annotator("check", news, "--json")
    assert (answer.code, answer.json["ok"]) == (1, False)


def test_a_missing_project_is_an_error_for_every_command(annotator, tmp_path):
    gone = tmp_path / "gone.annotator"
    for command in (
        ["pages", gone],
        ["show", gone, 1],
        ["label", gone, 1, "0", "body"],
        ["finish", gone, 1],
        ["undo", gone],
        ["redo", gone],
        ["stats", gone],
        ["export", gone, tmp_path / "out.jsonl"],
        ["import", gone, tmp_path],
        ["backup", gone],
        ["check", gone],
        ["open", gone],
    ):
        assert "There is no project" in error(annotator(*command))
    assert not gone.exists()


@pytest.mark.parametrize("modes", [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
def test_a_project_that_cannot_be_written_is_still_shown(news, tmp_path, modes):
    folder = tmp_path / "locked"
    folder.mkdir()
    locked = Path(shutil.copy(news, folder))
    before = locked.read_bytes()
    with permissions({locked: modes[0], folder: modes[1]}):
        shown = run_bound("-m", "annotator", "pages", locked, "--json")
        labelled = run_bound("-m", "annotator", "label", locked, 1, "0", "body", "--as", "Ada")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert len(json.loads(shown.stdout)["pages"]) == 2
    assert (labelled.returncode, labelled.stdout) == (1, "")
    assert "reading alone" in labelled.stderr
    assert labelled.stderr.count("\n") == 1
    assert locked.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == [locked.name]


@pytest.mark.parametrize(
    "command",
    [
        ["new", "{odd}"],
        ["pages", "{odd}"],
        ["check", "{odd}"],
        ["open", "{odd}"],
        ["backup", "{news}", "{odd}"],
        ["export", "{news}", "{odd}"],
    ],
)
def test_a_path_that_the_system_refuses_is_told_in_a_sentence(annotator, news, command):
    odd = news.parent / ("n" * 300)
    assert "n" * 300 in error(annotator(*(one.format(odd=odd, news=news) for one in command)))


def test_a_folder_that_is_not_there_does_not_become_a_file(annotator, news, tmp_path):
    for command in ("backup", "export"):
        assert "There is no folder" in error(annotator(command, news, f"{tmp_path}/stick/"))
    assert not (tmp_path / "stick").exists()


def test_a_project_needs_a_name(annotator, tmp_path):
    for nameless in (".", "..", "/"):
        assert "is a folder" in error(annotator("new", nameless))


def _is_bound_by_permissions(path: Path) -> bool:
    copy = shutil.copy(path, path.with_suffix(".probe"))
    Path(copy).chmod(0o400)
    try:
        with Path(copy).open("r+b"):
            return False
    except PermissionError:
        return True


@pytest.mark.parametrize(
    "wrong",
    [
        ["nonsense"],
        ["show"],
        ["show", "{news}", "0"],
        ["show", "{news}", "one"],
        ["label", "{news}", "1", "headline"],
        ["label", "{news}", "1", "0", "headline", "extra"],
        ["label", "{news}", "1", "0", "headline", "--span", "0:3"],
        ["label", "{news}", "1", "--span", "3", "headline"],
        ["label", "{news}", "1", "zero", "headline"],
        ["pages", "{news}", "--status", "done"],
        ["export", "{news}"],
        ["export", "{news}", "x", "--format", "xml"],
        ["import", "{news}"],
        ["import", "{news}", "a", "b", "--url", "https://news.example"],
        ["pages", "{news}", "--jsonn"],
        ["pages", ""],
        ["new", ""],
        ["import", "{news}", ""],
        ["export", "{news}", ""],
    ],
)
def test_wrong_use_exits_2_and_prints_nothing_on_standard_output(annotator, news, wrong):
    answer = annotator(*(word.format(news=news) for word in wrong))
    assert (answer.code, answer.out) == (2, "")
    assert "Error: " in answer.err


def test_open_hands_the_window_what_was_asked_for(annotator, opened, news):
    annotator("open", news, "--as", "Ada", "--page", 2)
    assert opened == [("window", news, "Ada", 2)]


def test_without_a_command_the_window_opens(annotator, opened, monkeypatch):
    monkeypatch.setenv("LOGNAME", "ben")
    assert annotator().code == 0
    assert opened == [("window", None, "ben", None)]


def test_a_project_file_instead_of_a_command_opens_it(annotator, opened, news):
    annotator(news, "--as", "Ada")
    assert opened == [("window", news, "Ada", None)]


def test_the_exit_code_of_the_window_is_that_of_the_program(annotator, opened, news, monkeypatch):
    windows = Windows(lambda *_: 3, lambda *_: 0)
    assert run(["open", str(news), "--as", "Ada"], windows) == 3


def test_names_cannot_move_the_cursor_or_turn_the_writing(annotator, tmp_path):
    evil = tmp_path / "a\x1b[2Jb\u202ec\nd.annotator"
    message = error(annotator("pages", evil))
    assert "a\\u001b[2Jb\\u202ec\\nd.annotator" in message


def test_names_that_are_no_text_are_printed_too(annotator, tmp_path):
    assert "\\udcff" in error(annotator("pages", f"{tmp_path}/\udcff.annotator"))


def test_json_is_ascii_so_that_any_pipe_carries_it(annotator, news):
    out = annotator("show", news, 2, "--json").out
    assert out.isascii()
    assert json.loads(out)["text"] == "ሰላም ዓለም"


def test_python_m_annotator_is_the_program():
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "--version"], capture_output=True, check=True, cwd=ROOT
    )
    assert done.stdout.startswith(b"annotator, version ")


def test_a_reader_that_has_enough_ends_the_program_quietly(news):
    done = subprocess.run(
        f"{sys.executable} -m annotator show '{news}' 1 | true",
        shell=True,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert done.stderr == b""


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["open", "--help"]])
def test_help_loads_neither_the_database_nor_the_parser_nor_qt(command):
    found = loaded_by(command)
    assert not found & {"sqlalchemy", "lxml", "PySide6", "alembic"}


def test_listing_pages_loads_neither_the_parser_nor_qt(news):
    assert not loaded_by(["pages", str(news)]) & {"lxml", "PySide6", "alembic", "tldextract"}


def loaded_by(arguments: list[str]) -> set[str]:
    """The top-level modules that a run of the program imports."""
    program = (
        "import sys; from annotator.app import main; code = main(sys.argv[1:]); "
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    )
    return set(done.stderr.split())


def test_importing_what_is_not_there_is_a_failure(annotator, news, tmp_path):
    answer = annotator("import", news, tmp_path / "typo.html", tmp_path / "typo", "--json")
    assert answer.code == 1
    assert [one["reason"] for one in answer.json["refused"]] == ["There is no such file."] * 2
    assert answer.err == (
        "annotator: Nothing is there to import. See whether the paths are right.\n"
    )


def test_without_a_screen_open_says_so(annotator, opened, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "no screen" in error(annotator("open"))
    assert opened == []


def test_the_demo_without_a_screen_labels_as_the_annotator_asked_for(annotator, opened, tmp_path):
    assert annotator("demo", "--folder", tmp_path / "demo", "--as", "Ada").code == 0
    assert opened == [("demo", tmp_path / "demo" / "demo.annotator", tmp_path / "demo", "Ada")]


def test_the_formats_are_listed_with_what_they_lose(annotator):
    told = annotator("formats", "--json").json
    (jsonl,) = [one for one in told["writers"] if one["name"] == "jsonl"]
    assert jsonl == {
        "name": "jsonl",
        "title": "JSON Lines: one annotated page a line",
        "suffixes": [".jsonl"],
        "loses": [],
    }
    assert ".jsonl" in annotator("formats").out
