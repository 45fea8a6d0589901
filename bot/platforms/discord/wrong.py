"""What a person has to mend before the bot can run on Discord."""

from bot.ports.platform import WrongSetting


class WrongToken(WrongSetting):
    """No bot has this token."""

    def __init__(self) -> None:
        super().__init__(
            "discord.token: Discord knows no bot with this token; get one in its developer portal, under “Bot”."
        )


class WrongIntents(WrongSetting):
    """The application may not read messages."""

    def __init__(self) -> None:
        super().__init__(
            "discord.message_content: Discord does not let this bot read messages; switch on the Message Content "
            "Intent in its developer portal, under “Bot”, or set this to false."
        )
