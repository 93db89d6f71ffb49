"""What our numbers are compared with, started and asked in the same run."""
