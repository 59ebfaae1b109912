"""What chapter 07's sliders ask of the models: plain values in, plain numbers out."""
