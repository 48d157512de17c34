"""How a load is described: stages of users over time, scaled by `--users` and `--run-time`."""

from locust import LoadTestShape


class Stages(LoadTestShape):
    """Goes through `stages`; the last number of users is held until the time is over.

    `--users` sets the peak and `--run-time` how long the whole takes.
    """

    abstract = True
    use_common_options = True
    peak = 50  # users, where --users does not say otherwise
    seconds = 600  # of the whole, where --run-time does not say otherwise
    stages: tuple[tuple[float, float], ...] = ()  # (share of the time, of the peak)
    ramps = False  # whether a stage is approached steadily from the one before

    def tick(self) -> tuple[int, float] | None:
        """The number of users now and how many to start per second; None at the end."""
        assert self.runner is not None
        options = self.runner.environment.parsed_options
        peak = getattr(options, "num_users", None) or self.peak
        seconds = getattr(options, "run_time", None) or self.seconds
        done = self.get_run_time() / seconds  # type: ignore[no-untyped-call]
        begin = before = 0.0
        for length, share in self.stages:
            if done < begin + length:
                level = share
                if self.ramps:
                    level = before + (share - before) * (done - begin) / length
                return max(1, round(peak * level)), max(1.0, peak / 10)
            begin, before = begin + length, share
        return None
