"""What takes long, and what goes to printers: made by processes of their own, with progress and an end."""
