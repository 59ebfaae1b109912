"""What kubectl wrote into a file: the command that writes it, and a whole JSON value of it."""

from __future__ import annotations

from typing import Any

from course_lib.text_files.parts import Part

EXPORT = "kubectl get nodes,pods -A -o json"
SMALLER = "export one namespace at a time, or remove metadata.managedFields"


class Document(Part):
    """One whole JSON value of a file.

    Parameters
    ----------
    value : object
        As the JSON parser gave it.
    title : str
        Of the file.
    number : int
        Which of the file's documents; 0 where it is the only one.
    """

    __slots__ = ("number", "title")
    joint = ", "

    def __init__(self, value: Any, title: str, number: int = 0) -> None:
        super().__init__(value, f"{title}, document {number:,}" if number else title)
        self.number, self.title = number, title

    @property
    def to_try(self) -> str:
        """What may help where something is wrong with it."""
        return f"export anew with {EXPORT}"
