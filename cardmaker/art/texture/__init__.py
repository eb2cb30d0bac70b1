"""Surfaces: cloth, stone, cut wood."""
