"""With whom: workspaces, addresses, clients."""

from django.db import models


class Workspace(models.Model):
    """One person's or studio's desk; every row belongs to one."""

    name = models.TextField(default="")
    counted = models.BigIntegerField(default=0)  # the newest message whose people are counted
    engine = models.IntegerField(default=0)  # that drew the conclusions; 0 or less while they are being drawn

    class Meta:
        db_table = "workspace"

    def __str__(self) -> str:
        return self.name


class Client(models.Model):
    """A firm or a person worked with; `key` is its evidence key (a domain, or person:address), stable over reads."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    key = models.TextField()
    name = models.TextField()
    domains = models.TextField(default="")  # space-separated
    people = models.JSONField(default=list)  # [{"name", "addresses"}]
    why = models.TextField(default="")
    ignored = models.BooleanField(default=False)
    signed = models.DateField(null=True)

    class Meta:
        db_table = "client"
        constraints = (models.UniqueConstraint("workspace", "key", name="client_key"),)

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """One mail address with its counts; `kind` says what it is taken for and `why`."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    email = models.TextField()
    domain = models.TextField()  # the registrable one
    name = models.TextField(default="")
    kind = models.TextField(default="")
    why = models.TextField(default="")
    client = models.ForeignKey(Client, models.SET_NULL, null=True)
    written = models.IntegerField(default=0)  # messages from this address
    bulk = models.IntegerField(default=0)  # of them, bulk or by machine
    bills = models.IntegerField(default=0)  # of them, invoices and receipts
    filed_sent = models.IntegerField(default=0)  # of them, lying in a Sent folder
    received = models.IntegerField(default=0)  # messages addressed to it
    delivered = models.IntegerField(default=0)  # messages delivered to it by the server's own word
    answered = models.IntegerField(default=0)  # of my messages, those addressed to it
    first = models.BigIntegerField(null=True)  # seconds since 1970 of the first message from or to it
    last = models.BigIntegerField(null=True)

    class Meta:
        db_table = "address"
        constraints = (models.UniqueConstraint("workspace", "email", name="address_email"),)

    def __str__(self) -> str:
        return self.email
