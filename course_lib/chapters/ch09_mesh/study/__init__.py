"""What chapter 09's explorers ask: of the whole chain, what it takes until a mesh pays, and how sure that is."""
