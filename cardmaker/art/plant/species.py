"""Plants as data. A design file may add species of its own under `species`."""

from typing import Final

from cardmaker.design import Species

SPECIES: Final = {
    "olive": Species(ratio=0.235, foot=58, tip=22, bend=0.10, belly=0.46, sharp=1.1, narrow=1.1, opposite=True, petiole=0.0),
    "laurel": Species(ratio=0.36, foot=52, tip=24, bend=0.09, belly=0.45, sharp=1.25, petiole=0.06),
    "eucalyptus": Species(ratio=0.86, foot=66, tip=40, bend=0.04, belly=0.47, sharp=0.62, narrow=0.62, opposite=True, petiole=0.14),
    "willow": Species(ratio=0.15, foot=46, tip=14, bend=0.16, belly=0.36, sharp=1.15),
    "fern": Species(ratio=0.20, foot=72, tip=40, bend=0.12, belly=0.30, sharp=1.1, narrow=0.7, opposite=True, petiole=0.0),
    "ruscus": Species(ratio=0.40, foot=50, tip=25, bend=0.12, belly=0.38, sharp=1.5, petiole=0.04),
    "bay": Species(ratio=0.32, foot=44, tip=20, bend=0.07, belly=0.48, sharp=1.35, narrow=1.15, petiole=0.09),
    "silver-dollar": Species(ratio=0.97, foot=74, tip=44, bend=0.02, belly=0.52, sharp=0.5, narrow=0.5, opposite=True, petiole=0.16),
    "rosemary": Species(ratio=0.105, foot=42, tip=16, bend=0.05, belly=0.55, sharp=0.75, narrow=0.8, opposite=True, petiole=0.0),
    "myrtle": Species(ratio=0.44, foot=56, tip=30, bend=0.04, belly=0.42, sharp=1.3, narrow=0.85, opposite=True, petiole=0.04),
    "magnolia": Species(ratio=0.45, foot=50, tip=22, bend=0.08, belly=0.55, sharp=1.05, narrow=1.05, petiole=0.10),
    "ginkgo": Species(ratio=1.3, foot=58, tip=30, bend=0.0, belly=0.76, sharp=0.42, narrow=0.48, petiole=0.3),
    "bamboo": Species(ratio=0.13, foot=30, tip=8, bend=0.10, belly=0.28, sharp=1.2, narrow=0.75, petiole=0.05),
    "holly": Species(ratio=0.54, foot=58, tip=26, bend=0.06, belly=0.48, sharp=1.0, narrow=0.9, petiole=0.08, teeth=4, bite=0.42),
    "mistletoe": Species(ratio=0.27, foot=40, tip=26, bend=0.20, belly=0.62, sharp=0.6, narrow=1.2, opposite=True, petiole=0.03),
    "birch": Species(ratio=0.66, foot=54, tip=34, bend=0.03, belly=0.33, sharp=1.15, narrow=0.6, petiole=0.22, teeth=8, bite=0.12),
    "rowan": Species(ratio=0.26, foot=52, tip=30, bend=0.08, belly=0.42, sharp=1.0, narrow=0.85, petiole=0.16, leaflets=5),
    "fir": Species(ratio=0.085, foot=56, tip=34, bend=0.05, belly=0.5, sharp=0.55, narrow=0.5, opposite=True, petiole=0.0),
    "wheat": Species(ratio=0.36, foot=26, tip=14, bend=0.05, belly=0.42, sharp=1.5, narrow=0.8, opposite=True, petiole=0.0),
}  # fmt: skip
"""The species every design may name; the numbers were chosen by eye."""
