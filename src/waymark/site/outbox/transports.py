"""Where reminders can go: files in a folder for a gateway of the programme's own, or mail by SMTP."""

import smtplib
from email.message import EmailMessage
from pathlib import Path

from waymark.site.outbox.actions import NoSuchAddress, NotSent

__all__ = ["Folder", "Mail"]


class Folder:
    """A text file for each reminder, for its owner's eyes alone: way, address, text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise NotSent(f"{folder}: cannot be written to ({error.strerror}); name another folder") from None

    def takes(self, way: str) -> bool:
        return True

    def deliver(self, *, name: str, way: str, to: str, text: str) -> None:
        path = self.folder / f"{name}.txt"
        try:
            path.touch(mode=0o600)
            path.write_text(f"{way}: {to}\n\n{text}\n", encoding="utf-8")
        except OSError as error:
            raise NotSent(f"{path}: cannot be written ({error.strerror}); nothing more was sent") from None


class Mail:
    """Mail by a server of the programme's; texts go on waiting."""

    def __init__(self, host: str, port: int, sender: str) -> None:
        self.host, self.port, self.sender = host, port, sender

    def takes(self, way: str) -> bool:
        return way == "email"

    def deliver(self, *, name: str, way: str, to: str, text: str) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, text.splitlines()[0][:60]
        message.set_content(text)
        try:
            with smtplib.SMTP(self.host, self.port, timeout=30) as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            # 5xx: for good. Others ask to come again.
            if all(code >= 500 for code, _ in error.recipients.values()):
                raise NoSuchAddress(f"{self.host}:{self.port} knows no such mailbox") from None
            raise NotSent(f"{self.host}:{self.port} takes nothing for somebody now; try later") from None
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(
                f"{self.host}:{self.port} did not take the mail ({type(error).__name__}); try later"
            ) from None
