"""What chapter 06's explorers show."""
