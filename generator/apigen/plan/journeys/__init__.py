"""Flows through several operations: those that people wrote down, along Links, and the lives of things."""
