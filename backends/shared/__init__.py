"""What backends share: the contract, the launcher, and code for more than one backend."""
