"""Chapter 09: the whole chain, with a mesh and without."""
