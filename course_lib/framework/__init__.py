"""What is drawn, and how it is said in HTML where nothing can be drawn."""
