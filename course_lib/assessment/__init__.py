"""From a survey of one's own cluster to what a mesh would add or save in it: the resource part, as plain data.

Vocabulary: the `baseline` is no mesh, with requests set to what is used; a `preset` says of services what kubectl can't
tell, workers and objective, and all of them count in every range; a `candidate` is a service whose balance could
matter.
"""

from course_lib.assessment.assess import NothingToAssessError, assess
from course_lib.assessment.lines import in_money, legend
from course_lib.assessment.presets import PRESETS
from course_lib.assessment.result import (
    ASSUMED,
    KINDS,
    MEASURED,
    READ,
    Assessment,
    Candidate,
    Known,
    Line,
    Made,
    Measure,
    MustGo,
    Plan,
    Preset,
    Way,
)

__all__ = [
    "ASSUMED",
    "KINDS",
    "MEASURED",
    "PRESETS",
    "READ",
    "Assessment",
    "Candidate",
    "Known",
    "Line",
    "Made",
    "Measure",
    "MustGo",
    "NothingToAssessError",
    "Plan",
    "Preset",
    "Way",
    "assess",
    "in_money",
    "legend",
]
