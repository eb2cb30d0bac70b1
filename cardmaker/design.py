"""A design as values: palettes by role, type by role, slots of wording, and layers per panel. Drawn by `art`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Design:
    id: str
