"""The live channel: pages learn that something changed, and fetch it themselves."""
