"""What was concluded: a cache that `rebuild` redraws, each row with the engine that drew it."""

from django.db import models

from alongside.store.models.evidence import Message
from alongside.store.models.who import Client, Workspace


class Signal(models.Model):
    """One thing a message says; offsets are into its Text."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
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

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    client = models.ForeignKey(Client, models.CASCADE, db_index=False)
    thread = models.BigIntegerField(db_index=True)
    mine = models.BooleanField()  # I am the one who owes, or owed, the answer
    message = models.BigIntegerField()  # the message that began it
    began = models.BigIntegerField()
    ended = models.BigIntegerField(null=True)
    minutes = models.FloatField(null=True)  # open minutes of the calendar of who answered

    class Meta:
        db_table = "wait"
        indexes = (models.Index("client", "mine", "minutes", name="wait_side"),)  # all that a rhythm is drawn from

    def __str__(self) -> str:
        return f"{self.thread}@{self.began}"


class Tally(models.Model):
    """What one window of 28 days of a client holds: the sums and counts its reading is drawn from."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    client = models.ForeignKey(Client, models.CASCADE, db_index=False)
    window = models.IntegerField()  # its number on the fixed grid (core/readings/tallies.py)
    sums = models.JSONField()

    class Meta:
        db_table = "tally"
        constraints = (models.UniqueConstraint("client", "window", name="tally_window"),)

    def __str__(self) -> str:
        return f"{self.client_id}/{self.window}"


class Exchange(models.Model):
    """A push, what I answered and what came of it: one line of the conflict log."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    client = models.ForeignKey(Client, models.CASCADE, db_index=True)
    thread = models.BigIntegerField(db_index=True)
    kind = models.TextField()
    at = models.BigIntegerField()
    message = models.BigIntegerField()
    answer = models.TextField()  # a kind of own move, "answered" otherwise, "" while it waits
    answered_at = models.BigIntegerField(null=True)
    answer_message = models.BigIntegerField(null=True)
    first = models.BooleanField()  # the first push of its thread
    outcome = models.TextField()

    class Meta:
        db_table = "exchange"

    def __str__(self) -> str:
        return f"{self.kind}@{self.at}"


class Reading(models.Model):
    """Everything measured about one client, as one document."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    client = models.OneToOneField(Client, models.CASCADE, primary_key=True)
    engine = models.IntegerField()
    as_of = models.BigIntegerField()
    document = models.JSONField()

    class Meta:
        db_table = "reading"

    def __str__(self) -> str:
        return str(self.client_id)
