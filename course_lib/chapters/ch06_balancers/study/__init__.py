"""What chapter 06's sliders ask of balancers: pods they need, how they compare, and what K proxies see.

Vocabulary: a `field` ("five") is which balancers run beside one another; `slow` (40%) is the speed of pod 0, the
others' being 100%; a balancer is `overloading` where some pod gets more work than it can do, so that its queue
grows without end; `views` (50) is a number of proxies that each see only their own requests.

Those that simulate take the number of requests: a slider asks for few, a long run for many.
"""
