"""Soak: a moderate load for hours. Does anything leak or fill up?

locust -f locustfile.py,loads/soak.py --headless --run-time 4h
"""

from stages import Stages


class Soak(Stages):
    """Climbs for a twentieth of the time, then holds 60 % of the peak for four hours."""

    ramps = True
    seconds = 4 * 3600
    stages = ((0.05, 0.6), (0.95, 0.6))
