"""What the explorers of chapter 08 show."""
