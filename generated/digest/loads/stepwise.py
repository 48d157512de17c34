"""Stepwise: the load doubles from step to step. At which step does the service give way?

locust -f locustfile.py,loads/stepwise.py --headless --users 200
"""

from stages import Stages


class Stepwise(Stages):
    """Six steps of equal length: 1/32, 1/16, 1/8, 1/4, 1/2 and all of the peak."""

    stages = tuple((1 / 6, 1 / 2**step) for step in (5, 4, 3, 2, 1, 0))
