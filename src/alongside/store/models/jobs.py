"""Long work: each job a row, which is the truth about it; whoever works only looks here."""

from django.db import models

from alongside.store.models.who import Workspace


class Job(models.Model):
    """One piece of long work. A worker claims it, beats while it runs, and another takes over when it dies."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    kind = models.TextField()  # read, rebuild, demo
    what = models.JSONField()  # its arguments
    state = models.TextField(default="queued")  # queued, running, done, failed, stopped
    attempts = models.IntegerField(default=0)
    worker = models.TextField(default="")  # who runs it: see desk/jobs.py
    lease = models.BigIntegerField(default=0)  # seconds since 1970 until which its worker is believed alive
    asked = models.BigIntegerField()  # seconds since 1970
    ended = models.BigIntegerField(null=True)
    progress = models.JSONField()
    error = models.TextField(default="")  # a sentence

    class Meta:
        db_table = "job"

    def __str__(self) -> str:
        return self.kind
