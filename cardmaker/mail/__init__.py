"""The post: addresses as each country writes them."""
