"""Autoscalers as kubectl exports them: what a HorizontalPodAutoscaler object says, in the model's own terms."""
