"""What the explorers of chapter 09 show."""
