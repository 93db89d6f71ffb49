"""What a learner has done, and what the community collects: figures and pictures."""
