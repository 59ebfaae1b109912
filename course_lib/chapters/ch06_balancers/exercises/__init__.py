"""Chapter 06's exercises: from whose turn it is to a balancer of one's own."""

from course_lib.chapters.ch06_balancers.exercises.count_in_flight import count_in_flight
from course_lib.chapters.ch06_balancers.exercises.failing_pod import failing_pod
from course_lib.chapters.ch06_balancers.exercises.peak_ewma_update import peak_ewma_update
from course_lib.chapters.ch06_balancers.exercises.pick_of_two import pick_of_two
from course_lib.chapters.ch06_balancers.exercises.pick_round_robin import pick_round_robin
from course_lib.chapters.ch06_balancers.exercises.skip import skip as skip
from course_lib.chapters.ch06_balancers.exercises.skip import skip_refusals as skip_refusals
from course_lib.chapters.ch06_balancers.exercises.skip import skip_two as skip_two
from course_lib.chapters.ch06_balancers.exercises.two_different import two_different
from course_lib.chapters.ch06_balancers.exercises.your_own_balancer import your_own_balancer

EXERCISES = (
    pick_round_robin,
    count_in_flight,
    two_different,
    pick_of_two,
    peak_ewma_update,
    failing_pod,
    your_own_balancer,
)
