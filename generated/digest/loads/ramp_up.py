"""Ramp-up: from nothing to the peak, then held. Where do response times begin to rise?

locust -f locustfile.py,loads/ramp_up.py --headless
"""

from stages import Stages


class RampUp(Stages):
    """Climbs for two thirds of the time, holds for the rest."""

    ramps = True
    stages = ((0.67, 1.0), (0.33, 1.0))
