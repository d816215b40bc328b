"""What every stage holds in its hands: the manuscript, its blocks, and the ledger of changes."""
