"""What monitoring systems write into files: Prometheus' answers, Grafana's tables."""
