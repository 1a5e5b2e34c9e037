"""The harness: starts backends as a user would and holds them to the contract."""
