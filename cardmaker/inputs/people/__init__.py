"""People from what people have: lists, workbooks and address books, to rows that know where they stand."""
