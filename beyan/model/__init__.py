"""What the stages hand to one another: frozen values without behaviour beyond look-ups."""
