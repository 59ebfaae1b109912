"""Chapter 05's exercises; every one ends in a decision about how busy a pod may be, and how one would know."""

from course_lib.chapters.ch05_queueing.exercises.fan_out import fan_out
from course_lib.chapters.ch05_queueing.exercises.mixed_service import mixed_service
from course_lib.chapters.ch05_queueing.exercises.pod_latencies import pod_latencies
from course_lib.chapters.ch05_queueing.exercises.requests_needed import requests_needed
from course_lib.chapters.ch05_queueing.exercises.shared_queue_latency import shared_queue_latency
from course_lib.chapters.ch05_queueing.exercises.skip import skip as skip
from course_lib.chapters.ch05_queueing.exercises.skip import skip_pooling as skip_pooling
from course_lib.chapters.ch05_queueing.exercises.skip import skip_retries as skip_retries
from course_lib.chapters.ch05_queueing.exercises.whose_p99 import whose_p99

EXERCISES = (pod_latencies, shared_queue_latency, fan_out, whose_p99, mixed_service, requests_needed)
