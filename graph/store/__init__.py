"""A store on disk: its log, its snapshots, and the pointer to the current one."""
