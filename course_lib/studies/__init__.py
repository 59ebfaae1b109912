"""What the sliders of each chapter ask: from plain values to plain numbers, over the models."""
