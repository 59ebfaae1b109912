"""What chapter 05's sliders ask: seven small studies, each from plain values to plain numbers.

Vocabulary: a request is 10 ms of work on average (`SERVICE_S`), and there are ten `PODS` with one worker each unless
said otherwise; the `objective` is that 99 of 100 requests stay below so many milliseconds.
"""
