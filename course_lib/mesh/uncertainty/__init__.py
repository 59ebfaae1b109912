"""What isn't known of an answer: how often a mesh pays "given these ranges", and what to measure before one decides.

Vocabulary
----------
draw          one value of every input, as one system might have it; 10,000 of them answer a slider
pays          in 84% of the draws the net is below zero; no chance that it pays, as the ranges are guesses
spread        -21 nodes (-33 to -12): the median, and the middle 90% of the draws
swing         6 nodes: how far one input moves the net between its ends, with the others at their best
flip          imbalance 0.7: the value at which an alternative begins or ceases to pay
share         0.6: of the variance of the net, what would be gone on average if one input were known
gain          2 nodes: what is saved more on average if one input is known before one chooses

Swing, share and gain put inputs in different orders: the first asks how far, the others how likely, and only the last
whether one would do anything else.
"""

from course_lib.mesh.uncertainty.copula import Correlated
from course_lib.mesh.uncertainty.draws import DRAWS, Drawn, draw
from course_lib.mesh.uncertainty.flips import STATES, Flip, flips
from course_lib.mesh.uncertainty.information import Advice, Worth, advice
from course_lib.mesh.uncertainty.own import in_own_unit
from course_lib.mesh.uncertainty.paying import GIVEN, Paying, paying, spread
from course_lib.mesh.uncertainty.swing import Swing, swings
from course_lib.mesh.uncertainty.uncertain import Uncertain, nets, uncertain
from course_lib.mesh.uncertainty.variance import variance_shares

__all__ = [
    "DRAWS",
    "GIVEN",
    "STATES",
    "Advice",
    "Correlated",
    "Drawn",
    "Flip",
    "Paying",
    "Swing",
    "Uncertain",
    "Worth",
    "advice",
    "draw",
    "flips",
    "in_own_unit",
    "nets",
    "paying",
    "spread",
    "swings",
    "uncertain",
    "variance_shares",
]
