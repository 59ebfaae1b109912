"""What chapter 10 asks of the models: plain values in, plain numbers out."""
