"""Measurements, run by hand: `python -m tests.benchmarks.store`. Not collected by pytest."""
