"""What runs in a page: snippets and pitfalls, a folder for each protocol."""
