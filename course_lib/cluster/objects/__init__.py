"""What becomes of Kubernetes' Node and Pod objects: what they amount to, what may run where, what stays."""
