"""Whether a participation is held: who speaks for it and against it, lists among them, and the verdict."""
