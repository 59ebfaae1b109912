"""What chapter 01's explorers show."""
