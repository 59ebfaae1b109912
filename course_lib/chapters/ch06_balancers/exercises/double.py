"""Say two mistakes in one answer: each is told in its own sentence."""


def told_together(one: str, other: str) -> str:
    r"""Return what to say of an answer with two mistakes.

    >>> told_together("You count from 1.", "You take the busier pod.")
    'You count from 1.\n\nThere is another thing, too. You take the busier pod.'
    """
    return f"{one}\n\nThere is another thing, too. {other}"
