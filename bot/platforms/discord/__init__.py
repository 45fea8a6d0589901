"""Discord: what people do there becomes events of the core, and cards become messages. The only place that imports
discord.py."""
