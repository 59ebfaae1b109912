"""What runs in a cluster and how it's reached: workloads with their pods, services, budgets, and a mesh that is there.

Vocabulary: a `workload` is what makes pods and replaces them (a Deployment, a StatefulSet, …): its `key` is namespace,
kind and name. What the files don't say but suggest is a `guess`, and says why it is one.
"""
