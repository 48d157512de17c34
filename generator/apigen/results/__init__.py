"""What Locust wrote about a run, as values."""
