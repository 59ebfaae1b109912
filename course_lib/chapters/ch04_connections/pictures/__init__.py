"""What chapter 04's explorers draw."""
