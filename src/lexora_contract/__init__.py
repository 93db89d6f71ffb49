"""What the platform and its services say to each other: message types and reasons. Nothing else."""
