"""Lists in parameters that must not be empty."""


def need_entries(record: object, *names: str) -> None:
    """Raise ValueError, with a sentence for people, if one of the record's lists is empty."""
    for name in names:
        if not getattr(record, name):
            raise ValueError(f"`{name}` needs at least one entry")
