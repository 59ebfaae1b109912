"""Mesh: the whole chain, with a mesh and without, from traffic over pods and nodes to carbon and money.

Vocabulary
----------
scenario      services, nodes, objective: what is there today, and how fast it has to be
alternative   "sidecar, right-sized and scoped": one of seven ways to go on
baseline      no mesh, right-sized by the same people, at the same objective and features
views         3: K, the balancers that share a service's requests, each seeing only its own
share         0.64: pods that two choices need over those that random needs; at 50 views next to nothing is saved
headroom      1.6: pods that run over those that the objective needs by the model; every alternative keeps it
acts          who lowers replicas and requests, and drains nodes; without them nothing is saved
input         margin, 1.15 from 1 to 1.5: one number of the system that nobody knows exactly
outcome       what an alternative takes, for as many draws of the inputs as wanted: arrays in, arrays out
net           -21 nodes (-29 to -14): an alternative less the baseline; below zero it saves
draw          one value of every input, as a system might have it; what isn't known is answered by many (`uncertainty`)

The model leaves out: cross-zone traffic, licences and people, start-up and rollouts, what failing zones need, and that
with fewer pods there are fewer callers, too.
"""

from course_lib.mesh.acts import EVERYBODY, NOBODY, WHO, Acts
from course_lib.mesh.alternatives import ALTERNATIVES, MESHES, NONE, Alternative
from course_lib.mesh.answer import ANSWERS, Answer, answer
from course_lib.mesh.break_even import least_loss, most_proxy
from course_lib.mesh.cases import BETTING, FOUR, TAUGHT, Case, case
from course_lib.mesh.chain import chain
from course_lib.mesh.compare import NetFootprint, compare, right_sizing, today
from course_lib.mesh.features import FEATURES
from course_lib.mesh.inputs import at, inputs
from course_lib.mesh.outcome import MEASURE, OUTPUTS, outcome, units
from course_lib.mesh.scenario import Nodes, Prices, Scenario
from course_lib.mesh.service import Objective, Service
from course_lib.mesh.steps import Counted, counted, steps
from course_lib.mesh.uncertainty import (
    DRAWS,
    Advice,
    Drawn,
    Flip,
    Uncertain,
    advice,
    draw,
    in_own_unit,
    nets,
    uncertain,
)
from course_lib.mesh.watts import Seen, watts_seen
from course_lib.mesh.worth import decided, share_that_can_shrink, worth_a_proxy

__all__ = [
    "ALTERNATIVES",
    "ANSWERS",
    "BETTING",
    "DRAWS",
    "EVERYBODY",
    "FEATURES",
    "FOUR",
    "MEASURE",
    "MESHES",
    "NOBODY",
    "NONE",
    "OUTPUTS",
    "TAUGHT",
    "WHO",
    "Acts",
    "Advice",
    "Alternative",
    "Answer",
    "Case",
    "Counted",
    "Drawn",
    "Flip",
    "NetFootprint",
    "Nodes",
    "Objective",
    "Prices",
    "Scenario",
    "Seen",
    "Service",
    "Uncertain",
    "advice",
    "answer",
    "at",
    "case",
    "chain",
    "compare",
    "counted",
    "decided",
    "draw",
    "in_own_unit",
    "inputs",
    "least_loss",
    "most_proxy",
    "nets",
    "outcome",
    "right_sizing",
    "share_that_can_shrink",
    "steps",
    "today",
    "uncertain",
    "units",
    "watts_seen",
    "worth_a_proxy",
]
