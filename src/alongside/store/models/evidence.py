"""What happened: sources, messages and what could not be read. Written in bulk by the shelf, below the ORM."""

from django.db import models

from alongside.store.models.who import Address, Client, Workspace


class Source(models.Model):
    """One thing mail was read from, and how far."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    kind = models.TextField()
    path = models.TextField()
    stamp = models.TextField(default="")  # what tells "nothing has changed" (size, times, inode)
    position = models.BigIntegerField(default=0)  # bytes read and stored
    resume = models.BigIntegerField(default=0)  # where the last message began: a longer file is read on from here
    tail = models.TextField(default="")  # digest of the bytes before `resume`
    messages = models.IntegerField(default=0)
    finished = models.BooleanField(default=False)

    class Meta:
        db_table = "source"
        constraints = (models.UniqueConstraint("workspace", "path", name="source_path"),)

    def __str__(self) -> str:
        return self.path


class SeenFile(models.Model):
    """A file of a Maildir or folder that has been read, by the hash of its name."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    source = models.ForeignKey(Source, models.CASCADE, db_index=False)
    key = models.BigIntegerField()

    class Meta:
        db_table = "seen_file"
        constraints = (models.UniqueConstraint("source", "key", name="seen_file_key"),)

    def __str__(self) -> str:
        return str(self.key)


class Message(models.Model):
    """One message: who, when, in which thread. Its words are in Text, for two-way client mail only."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    uid = models.BigIntegerField()  # hash of the Message-ID, else of the content
    source = models.ForeignKey(Source, models.CASCADE, db_index=False)
    place = models.TextField()  # "offset" in an mbox, the file's name in a folder
    length = models.BigIntegerField()
    thread = models.BigIntegerField()
    parent = models.BigIntegerField(null=True)  # uid of the message it answers
    subject_key = models.BigIntegerField(null=True)  # hash of the bare subject
    bare_reply = models.BooleanField(default=False)  # "Re:" without References: threads by subject
    sender = models.ForeignKey(Address, models.CASCADE, db_index=False)
    sent = models.BigIntegerField()  # seconds since 1970 UTC
    zone = models.SmallIntegerField(null=True)  # minutes east of UTC, as the writer's program said
    marks = models.IntegerField()
    from_me = models.BooleanField(default=False)
    asks = models.BooleanField(default=False)
    words = models.IntegerField(default=0)
    client = models.ForeignKey(Client, models.SET_NULL, null=True, db_index=False)

    class Meta:
        db_table = "message"
        constraints = (models.UniqueConstraint("uid", "workspace", name="message_uid"),)
        indexes = (
            models.Index("thread", name="message_thread"),
            models.Index("sender", name="message_sender"),
            models.Index("client", "sent", name="message_client_sent", condition=models.Q(client__isnull=False)),
            models.Index("subject_key", "sent", name="message_subject", condition=models.Q(subject_key__isnull=False)),
            models.Index("workspace", "subject_key", name="message_bare", condition=models.Q(bare_reply=True)),
        )

    def __str__(self) -> str:
        return str(self.uid)


class Text(models.Model):
    """The authored words of a message of two-way client mail."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    message = models.OneToOneField(Message, models.CASCADE, primary_key=True)
    header_id = models.TextField()  # the Message-ID as written
    subject = models.TextField()
    body = models.TextField()
    language = models.TextField(default="")  # as it was when it was heard; '' where too little is said to tell
    heard = models.IntegerField(default=0)  # the engine that listened to it; 0: none yet

    class Meta:
        db_table = "text"
        indexes = (models.Index("message", name="text_unheard", condition=models.Q(heard=0)),)

    def __str__(self) -> str:
        return self.subject


class Recipient(models.Model):
    """To whom a message went: `role` 0 is To, 1 is Cc."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    message = models.ForeignKey(Message, models.CASCADE, db_index=False)
    address = models.ForeignKey(Address, models.CASCADE, db_index=True)
    role = models.SmallIntegerField()

    class Meta:
        db_table = "recipient"
        indexes = (models.Index("message", name="recipient_message"),)

    def __str__(self) -> str:
        return f"{self.message_id}>{self.address_id}"


class Node(models.Model):
    """A message id seen anywhere, and the thread it belongs to: the union-find of threads."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    uid = models.BigIntegerField()
    thread = models.BigIntegerField(db_index=True)

    class Meta:
        db_table = "node"
        constraints = (models.UniqueConstraint("uid", "workspace", name="node_uid"),)

    def __str__(self) -> str:
        return str(self.uid)


class Trouble(models.Model):
    """What could not be read: where, and why."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, db_index=False)
    source = models.ForeignKey(Source, models.CASCADE, db_index=False)
    place = models.TextField()
    reason = models.TextField()

    class Meta:
        db_table = "trouble"
        constraints = (models.UniqueConstraint("source", "place", name="trouble_place"),)

    def __str__(self) -> str:
        return self.reason
