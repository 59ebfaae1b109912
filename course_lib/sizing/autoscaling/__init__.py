"""Autoscaling: how many pods Kubernetes wants, computed as it computes it."""
