"""What chapter 05's explorers show."""
