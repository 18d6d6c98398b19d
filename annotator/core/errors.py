"""Whose fault a failure is, decided once.

    AnnotatorError
    ├── UserError           the world's fault: show the sentence and the hint, go on
    │   ├── Cancelled       the user stopped a long task; what was finished stays
    │   └── EditConflict    an edit no longer fits the set it was made for
    └── BugError            ours: log it with its traceback, lose nothing

Catch `UserError` where there is a person to tell, or a script that reads the exit code. Catch
`BugError` nowhere but in the task runner and at the top of the program.
"""

from __future__ import annotations


class AnnotatorError(Exception):
    """Every failure that the program raises on purpose."""


class UserError(AnnotatorError):
    """Something in the world is not as the job needs it: a file, a page, a choice, a full disk.

    `sentence` says what is wrong and where; `hint` says what to do about it and may be empty.
    """

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".rstrip()


class Cancelled(UserError):
    """The user stopped a long task. Whatever was committed before stays."""

    def __init__(self, sentence: str = "Stopped.") -> None:
        super().__init__(sentence)


class EditConflict(UserError):
    """The set no longer holds what the edit wants to replace: somebody else changed it."""


class BugError(AnnotatorError):
    """A promise inside the program was broken; nobody outside can mend it."""
