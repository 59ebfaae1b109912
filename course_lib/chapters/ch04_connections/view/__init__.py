"""What chapter 04's explorers show."""
