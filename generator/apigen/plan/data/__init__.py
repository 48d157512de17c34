"""What the data files of a test hold: drawn requests, what is known about them, and how they become lines."""
