"""What backends share: the contract, the launcher, and what more than one backend uses."""
