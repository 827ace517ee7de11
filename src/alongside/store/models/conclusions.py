"""What was concluded: a cache that `rebuild` redraws, each row with the engine that drew it."""

from django.db import models

from alongside.store.models.evidence import Message
from alongside.store.models.who import Client


class Signal(models.Model):
    """One thing a message says; offsets are into its Text."""

    message = models.ForeignKey(Message, models.CASCADE, db_index=True)
    kind = models.TextField()
    start = models.IntegerField()
    end = models.IntegerField()
    confidence = models.FloatField()
    rule = models.TextField()
    engine = models.IntegerField()

    class Meta:
        db_table = "signal"

    def __str__(self) -> str:
        return self.kind


class Wait(models.Model):
    """How long one side let the other wait in a thread; `ended` is empty while it still does."""

    client = models.ForeignKey(Client, models.CASCADE, db_index=True)
    thread = models.BigIntegerField(db_index=True)
    mine = models.BooleanField()  # I am the one who owes, or owed, the answer
    message = models.BigIntegerField()  # the message that began it
    began = models.BigIntegerField()
    ended = models.BigIntegerField(null=True)
    minutes = models.FloatField(null=True)  # open minutes of the calendar of who answered

    class Meta:
        db_table = "wait"

    def __str__(self) -> str:
        return f"{self.thread}@{self.began}"


class Reading(models.Model):
    """Everything measured about one client, as one document."""

    client = models.OneToOneField(Client, models.CASCADE, primary_key=True)
    engine = models.IntegerField()
    as_of = models.BigIntegerField()
    document = models.JSONField()

    class Meta:
        db_table = "reading"

    def __str__(self) -> str:
        return str(self.client_id)
