"""The theatre: one or two runs of a trace, played in the browser request by request."""
