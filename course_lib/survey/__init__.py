"""One's own cluster, from one pipe and perhaps some readings of use: all that a report about it is made of.

Vocabulary: the `pipe` is what `kubectl get nodes,pods,svc,endpointslices,hpa,pdb,deploy,sts -A -o json` writes; a
`survey` is what it says, in plain values; a `floor` the replicas that a workload keeps whatever happens.
"""

from course_lib.survey.floors import Floor
from course_lib.survey.pipe import Survey, read
from course_lib.survey.places import Places
from course_lib.survey.uneven import Uneven
from course_lib.survey.uses import Used
from course_lib.survey.words import what_there_is

__all__ = ["Floor", "Places", "Survey", "Uneven", "Used", "read", "what_there_is"]
