"""What the same thing looks like in every chapter: a colour, and a hatch, marker or dash beside it.

Colours are Okabe and Ito's (2008), which stay apart for colour-blind readers; still, colour alone
never carries meaning, so every mark has a second sign.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "#222222"
PAPER = "#ffffff"
FRAME = "#c8c8c8"  # around a picture, which is white in the dark theme, too
FAINT = "#767676"  # the lightest grey that text may have on white (contrast 4.54)


@dataclass(frozen=True)
class Mark:
    """How one kind of thing is drawn: fill colour, hatch, point marker and line dash."""

    colour: str
    hatch: str = ""
    marker: str = "o"
    dash: str = "-"


POD = Mark("#0072b2", marker="o", dash="-")
WAITING = Mark("#d55e00", hatch="..", marker="s", dash="--")
WORK = Mark("#56b4e9", marker="D", dash="-")
REQUESTED = Mark("#cfe8f7", marker="D", dash="-")  # of WORK's colour: where only a sum is drawn
FREE = Mark("#ffffff", marker="v", dash=":")
WASTE = Mark("#f0f0f0", hatch="///", marker="v", dash=":")
OVERHEAD = Mark("#e69f00", hatch="xxx", marker="^", dash="-.")
CARBON = Mark("#cc79a7", hatch="\\\\", marker="P", dash="--")
BOUND = Mark(INK, marker="s", dash="--")  # what is proved, however unlucky
OPTIMUM = Mark("#009e73", hatch="++", marker="*", dash="--")
