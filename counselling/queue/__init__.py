"""The queue: its lists, who comes next, and by when she should be answered."""
