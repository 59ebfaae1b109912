"""What chapter 03's explorers show."""
