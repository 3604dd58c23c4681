"""Where nodes, edges and labels go."""
