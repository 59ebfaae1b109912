"""What comes through a pipe: all of it, with a word to the reader if nothing comes for long.

kubectl writes a list only at its end: with thousands of pods, for seconds nothing comes, and that is no hang.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import BinaryIO

from course_lib.text_files import encodings, files
from course_lib.text_files.files import Given
from course_lib.text_files.messages import refusal

TITLE = "standard input"
PATIENCE_S = 10.0
STILL = (
    "Nothing has come through the pipe yet. kubectl writes a list only at its end, so thousands of pods take a while.\n"
)


def read(
    stream: BinaryIO, tell: Callable[[str], object], patience_s: float = PATIENCE_S, *, title: str = TITLE
) -> Given:
    """Return what comes through a pipe.

    Parameters
    ----------
    stream : binary file
        `sys.stdin.buffer`.
    tell : callable
        Takes a sentence for the reader, if nothing has come after `patience_s`.
    patience_s : float
        In seconds.
    title : str
        What messages call it.

    Raises
    ------
    ValueError
        If it's a terminal, too long, or no text.

    Examples
    --------
    >>> import io
    >>> read(io.BytesIO(b'{"kind": "List"}'), print)
    Given(text='{"kind": "List"}', title='standard input')
    """
    if stream.isatty():
        raise refusal(title, "must be a pipe, but it is a terminal; to try: put a command and | before this one")
    timer = threading.Timer(patience_s, tell, (STILL,))
    timer.daemon = True
    timer.start()
    try:
        first = stream.read(1)
    finally:
        timer.cancel()
    raw = first + stream.read(files.LARGEST_BYTES)
    if len(raw) > files.LARGEST_BYTES:
        said = f"must be at most {files.LARGEST_BYTES:,} bytes, got more; to try: one namespace at a time"
        raise refusal(title, said)
    return Given(encodings.decode(title, raw), title)
