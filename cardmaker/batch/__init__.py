"""Many cards: in parts, in processes, on machines, interrupted and gone on with, and always the same bytes.

`work` paints a part of an order, `journal` keeps painted parts, `pool` spreads them, `together` and `apart` write the files.
"""
