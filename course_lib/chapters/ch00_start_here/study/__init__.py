"""What chapter 00's explorers ask."""
