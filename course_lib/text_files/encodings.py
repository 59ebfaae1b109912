"""The text in a file's bytes: UTF-8, or UTF-16 as PowerShell writes it; what is packed is named."""

from __future__ import annotations

import re

from course_lib.text_files.messages import refusal

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
PACKED = (
    (rb"\x1f\x8b", "packed by gzip", "gunzip it"),
    (rb"PK\x03\x04", "a zip archive", "unzip it"),
    (rb"BZh[1-9]1AY&SY", "packed by bzip2", "bunzip2 it"),
    (rb"\xfd7zXZ\0", "packed by xz", "unxz it"),
    (rb"\x28\xb5\x2f\xfd", "packed by zstd", "unzstd it"),
    (rb"(?s).{257}ustar", "a tar archive", "tar -xf it"),
)


def decode(name: str, raw: bytes) -> str:
    r"""Return the text of a file.

    Parameters
    ----------
    name : str
        What messages call the file.
    raw : bytes
        All of it.

    Raises
    ------
    ValueError
        If it is packed, in another encoding, or holds a NUL.

    Examples
    --------
    >>> decode("pods.json", b"\x1f\x8b\x08")
    Traceback (most recent call last):
    ...
    ValueError: pods.json: must be text, but is packed by gzip; to try: gunzip it, and give what comes out
    """
    for begins, what, step in PACKED:
        if re.match(begins, raw):
            raise refusal(name, f"must be text, but is {what}; to try: {step}, and give what comes out")
    marks = (encoding for mark, encoding in BYTE_ORDER_MARKS.items() if raw.startswith(mark))
    try:
        content = raw.decode(next(marks, "utf-8"))
    except UnicodeDecodeError as problem:
        said = f"must be text in UTF-8, but byte {problem.start:,} doesn't fit; to try: save it as UTF-8"
        raise refusal(name, said) from problem
    if "\0" in content:
        raise refusal(name, f"must be text, but character {content.index(chr(0)):,} is NUL; to try: save it as UTF-8")
    return content
