"""Formulas set in type, with numbers that change."""
