"""From files to models and problems: the only part that reads what authors write."""
