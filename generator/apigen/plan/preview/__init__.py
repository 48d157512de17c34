"""Requests to look at, without a test: `apigen sample`."""
