"""What the person chose: with evidence, the only thing that cannot be rebuilt."""

from django.db import models

from alongside.store.models.who import Workspace


class Decision(models.Model):
    """One choice, in the order made; later ones win."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    at = models.BigIntegerField()  # seconds since 1970 UTC
    kind = models.TextField()  # me, merge, split, move, rename, ignore, sign, hours
    what = models.JSONField()

    class Meta:
        db_table = "decision"

    def __str__(self) -> str:
        return self.kind
