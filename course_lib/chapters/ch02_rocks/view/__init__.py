"""What chapter 02's explorers show."""
