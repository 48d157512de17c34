"""Spike: a sudden rush. Does the service survive it, and recover?

locust -f locustfile.py,loads/spike.py --headless
"""

from stages import Stages


class Spike(Stages):
    """Quiet, five times as many users for a short while, quiet again."""

    stages = ((0.4, 0.2), (0.2, 1.0), (0.4, 0.2))
