"""Chapter 04's exercises; every one ends in a decision about what connections do to pods."""

from course_lib.chapters.ch04_connections.exercises.busiest_over_mean import busiest_over_mean
from course_lib.chapters.ch04_connections.exercises.expected_busy import expected_busy
from course_lib.chapters.ch04_connections.exercises.iptables_probabilities import iptables_probabilities
from course_lib.chapters.ch04_connections.exercises.requests_per_pod import requests_per_pod
from course_lib.chapters.ch04_connections.exercises.share_on_new import share_on_new
from course_lib.chapters.ch04_connections.exercises.skip import skip as skip
from course_lib.chapters.ch04_connections.exercises.skip import skip_chosen as skip_chosen
from course_lib.chapters.ch04_connections.exercises.skip import skip_scaled as skip_scaled
from course_lib.chapters.ch04_connections.exercises.which_service import which_service

EXERCISES = (
    iptables_probabilities,
    requests_per_pod,
    expected_busy,
    share_on_new,
    which_service,
    busiest_over_mean,
)
