"""What chapter 07's explorers show."""
