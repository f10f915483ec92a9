"""What the example conference is made from."""
