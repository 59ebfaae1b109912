"""Chapter 06's exercises: from the first line of a simulation to a balancer of one's own."""

from course_lib.chapters.ch06_balancers.exercises.count_in_flight import count_in_flight
from course_lib.chapters.ch06_balancers.exercises.failing_pod import failing_pod
from course_lib.chapters.ch06_balancers.exercises.latency_of import latency_of
from course_lib.chapters.ch06_balancers.exercises.peak_ewma_update import peak_ewma_update
from course_lib.chapters.ch06_balancers.exercises.pick_of_two import pick_of_two
from course_lib.chapters.ch06_balancers.exercises.pick_random import pick_random
from course_lib.chapters.ch06_balancers.exercises.pick_round_robin import pick_round_robin
from course_lib.chapters.ch06_balancers.exercises.share_of_dead import share_of_dead
from course_lib.chapters.ch06_balancers.exercises.skip import skip as skip
from course_lib.chapters.ch06_balancers.exercises.skip import skip_refusals as skip_refusals
from course_lib.chapters.ch06_balancers.exercises.skip import skip_two as skip_two
from course_lib.chapters.ch06_balancers.exercises.two_different import two_different
from course_lib.chapters.ch06_balancers.exercises.until_next import until_next
from course_lib.chapters.ch06_balancers.exercises.which_count import which_count
from course_lib.chapters.ch06_balancers.exercises.your_own_balancer import your_own_balancer
from course_lib.chapters.ch06_balancers.exercises.yours_or_ours import yours_or_ours as yours_or_ours

EXERCISES = (
    until_next,
    latency_of,
    pick_random,
    count_in_flight,
    pick_round_robin,
    two_different,
    pick_of_two,
    peak_ewma_update,
    failing_pod,
    your_own_balancer,
    which_count,
    share_of_dead,
)
