"""Text from outside, whoever wrote it: a file read with bounds, or pasted, and every fault told with its place."""
