"""The bot as a process of its own: started, stopped, refused, killed, and put under load."""
