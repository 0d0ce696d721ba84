"""Measures a bundle on rows that nothing was fitted to."""
