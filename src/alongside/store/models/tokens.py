"""Tokens: what lets another program of the person's use the API; only their hashes are here."""

from django.db import models

from alongside.store.models.who import Workspace


class Token(models.Model):
    """One token by the name the person gave it; whoever holds the secret may read, or read and decide."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    name = models.TextField()
    hash = models.TextField()  # SHA-256 of the secret, in hex: 256 random bits need no slower one
    read_only = models.BooleanField()
    made = models.BigIntegerField()  # seconds since 1970
    last_used = models.BigIntegerField(null=True)  # the same, to the minute

    class Meta:
        db_table = "token"
        constraints = (
            models.UniqueConstraint("workspace", "name", name="token_name"),
            models.UniqueConstraint("hash", name="token_hash"),
        )

    def __str__(self) -> str:
        return self.name
