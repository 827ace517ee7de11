"""Gmail's labels as Takeout writes them, and which of them say sent or spam, in the languages of Europe."""

import re
from functools import lru_cache

from alongside.core.evidence.mail.encoded import clean, decode_words
from alongside.core.evidence.nouns import Marks

_LABEL = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*+)"\s*|([^,]*+))(?:,|$)', re.DOTALL)
_MOST, _LONGEST = 200, 200
_CACHED = 300  # longer headers are not remembered

_SENT = frozenset(
    """sent|sent mail|sent messages|sent items|gesendet|gesendete nachrichten|gesendete objekte|gesendete elemente
    |envoyé|envoyés|messages envoyés|éléments envoyés|enviado|enviados|enviada|enviadas|mensajes enviados
    |elementos enviados|correo enviado|itens enviados|mensagens enviadas|e-mails enviados|correio enviado|enviats
    |inviato|inviata|inviati|posta inviata|messaggi inviati|verzonden|verzonden items|verzonden berichten
    |verzonden e-mails|skickat|skickade|skickade mail|skickade objekt|sendt|sendte|sendt post|sendte elementer
    |sendte e-mails|sendte meldinger|lähetetyt|lähetetty|lähetetyt viestit|sent skeyti|wysłane|elementy wysłane
    |odeslané|odeslaná pošta|odoslané|odoslaná pošta|elküldött|elküldött üzenetek|elküldött elemek|trimise
    |mesaje trimise|изпратени|отправленные|надіслані|відправлені|послато|poslano|poslane|poslani|poslana pošta
    |σταλμένα|απεσταλμένα|εξερχόμενα|saadetud|saadetud kirjad|nosūtītie|nosūtītās|išsiųsti|išsiųstos|gönderilmiş
    |gönderilmiş postalar|gönderilen|gönderilenler""".replace("\n    ", "").split("|")
)
_SPAM = frozenset(
    """spam|junk|junk e-mail|junk email|junk mail|bulk mail|trash|bin|deleted|deleted items|deleted messages
    |papierkorb|gelöscht|gelöschte objekte|gelöschte elemente|gelöschte nachrichten|spamverdacht|unerwünscht
    |corbeille|indésirables|courrier indésirable|pourriel|éléments supprimés|messages supprimés|papelera
    |correo no deseado|no deseado|elementos eliminados|eliminados|lixo|lixeira|lixo eletrônico|lixo eletrónico
    |reciclagem|itens excluídos|itens eliminados|paperera|correu brossa|cestino|posta indesiderata|posta eliminata
    |indesiderata|prullenbak|prullenmand|ongewenste e-mail|verwijderde items|papirkurv|papirkurven|søppel
    |søppelpost|slettede elementer|uønsket e-mail|uønsket mail|papperskorg|papperskorgen|skräp|skräppost
    |borttagna objekt|roskakori|roskaposti|poistetut|kosz|kosz na śmieci|wiadomości-śmieci|elementy usunięte
    |koš|kôš|nevyžádaná pošta|nevyžiadaná pošta|odstraněná pošta|odstránená pošta|kuka|lomtár|levélszemét
    |törölt elemek|coș de gunoi|coş de gunoi|gunoi|mesaje șterse|кошче|корзина|спам|кошик|видалені|удаленные
    |нежелана пошта|otpad|smeće|smetnjak|neželena pošta|neželjena pošta|κάδος απορριμμάτων|κάδος|ανεπιθύμητα
    |ανεπιθύμητη αλληλογραφία|prügikast|rämpspost|miskaste|mēstules|surogātpasts|atkritne|šiukšliadėžė
    |šiukšlės|šlamštas|ruslaf|ruslpóstur|çöp|çöp kutusu|gereksiz|istenmeyen""".replace("\n    ", "").split("|")
)


def read_labels(value: str) -> tuple[str, ...]:
    """The labels of an X-Gmail-Labels header, decoded before it is split; a quoted label may hold commas."""
    return _remembered(value) if len(value) <= _CACHED else _read(value)


@lru_cache(maxsize=1024)
def _remembered(value: str) -> tuple[str, ...]:
    return _read(value)


def _read(value: str) -> tuple[str, ...]:
    text = clean(decode_words(value), _MOST * _LONGEST)
    found = (re.sub(r"\\(.)", r"\1", m[1]) if m[1] is not None else m[2] for m in _LABEL.finditer(text))
    labels = dict.fromkeys(label.strip()[:_LONGEST] for label in found)
    return tuple(label for label in labels if label)[:_MOST]


def mark_labels(labels: tuple[str, ...]) -> Marks:
    """SENT and SPAM as labels (or folder names) say them; spam is spam or trash."""
    names = {label.casefold() for label in labels}
    sent = Marks.NONE if names.isdisjoint(_SENT) else Marks.SENT
    return sent if names.isdisjoint(_SPAM) else sent | Marks.SPAM
