"""Convex losses as a solver sees them: their conjugates, their curvature and their lines."""
