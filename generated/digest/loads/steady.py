"""Steady: the usual load. Are the response times good, and do they stay so?

locust -f locustfile.py,loads/steady.py --headless
"""

from stages import Stages


class Steady(Stages):
    """The peak from the beginning to the end."""

    stages = ((1.0, 1.0),)
