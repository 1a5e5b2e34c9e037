"""The harness: starts backends as a user would and checks them against the contract."""
