"""Panels to sheets: folds, turns, marks."""
