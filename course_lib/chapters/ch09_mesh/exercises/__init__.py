"""Chapter 09's exercises; every one ends in a decision about what a mesh saves, and how sure that is."""

from course_lib.chapters.ch09_mesh.exercises.business_case import business_case
from course_lib.chapters.ch09_mesh.exercises.counted_twice import counted_twice
from course_lib.chapters.ch09_mesh.exercises.holds_zero import holds_zero
from course_lib.chapters.ch09_mesh.exercises.least_loss import least_loss
from course_lib.chapters.ch09_mesh.exercises.net_nodes import net_nodes
from course_lib.chapters.ch09_mesh.exercises.skip import skip as skip
from course_lib.chapters.ch09_mesh.exercises.skip import skip_acts as skip_acts
from course_lib.chapters.ch09_mesh.exercises.skip import skip_baseline as skip_baseline
from course_lib.chapters.ch09_mesh.exercises.two_clusters import two_clusters
from course_lib.chapters.ch09_mesh.exercises.variance_share import variance_share
from course_lib.chapters.ch09_mesh.exercises.worth_knowing import worth_knowing

EXERCISES = (
    least_loss,
    net_nodes,
    counted_twice,
    holds_zero,
    two_clusters,
    variance_share,
    worth_knowing,
    business_case,
)
