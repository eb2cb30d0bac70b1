"""Documents to bytes: PDF and PNG. No decisions are made here."""
