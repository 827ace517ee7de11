"""What WhatsApp itself writes into a chat, told from what people say: notices, placeholders, marks of editing.

iOS puts U+200E before its own words, in every language. Android does not: there they are known by their wording.
"""

import re

_LRM = "\u200e"
_LONGEST_NOTICE = 500  # characters; more is no notice
_LONGEST_PHRASE = 80
_TAIL = 400  # characters at the end of a text that a mark of editing or an attachment is looked for in

_EDITED = """this message was edited|diese nachricht wurde bearbeitet|ce message a été modifié|se editó este mensaje
questo messaggio è stato modificato|messaggio modificato|mensagem editada|esta mensagem foi editada
dit bericht is bewerkt|det här meddelandet redigerades|сообщение изменено|данное сообщение изменено"""
_OMITTED = """media omitted|medien ausgeschlossen|medien weggelassen|médias omis|fichier omis|multimedia omitido
archivo omitido|media omessi|media omesso|mídia oculta|arquivo de mídia oculto|mídia omitida|ficheiro não revelado
media weggelaten|mediefil udeladt|media har utelämnats|uten vedlegg|media jätetty pois|pliki pominięto|média vynechána
média vynechány|médiá vynechané|hiányzó médiafájl|без медиафайлов|файл пропущен|медиафайл отсутствует|медіа пропущено
medya atlanmış|medya dahil edilmedi|תמונת מדיה הושמטה|מדיה הושמטה|تم استبعاد الوسائط|media tidak disertakan
省略多媒体文件|忽略多媒體檔|メディアは含まれていません|미디어 파일을 생략한 대화내용|मीडिया के बिना|video note omitted
εξαίρεση πολυμέσων|bỏ qua media|สื่อถูกลบ"""
_GONE = """this message was deleted|you deleted this message|diese nachricht wurde gelöscht
du hast diese nachricht gelöscht|ce message a été supprimé|vous avez supprimé ce message|se eliminó este mensaje
este mensaje fue eliminado|eliminaste este mensaje|questo messaggio è stato eliminato|hai eliminato questo messaggio
esta mensagem foi apagada|mensagem apagada|você apagou esta mensagem|apagou esta mensagem|dit bericht is verwijderd
je hebt dit bericht verwijderd|detta meddelande raderades|du raderade detta meddelande|данное сообщение удалено
вы удалили данное сообщение|це повідомлення було видалено|tato zpráva byla smazána|bu mesaj silindi
ten komunikat został usunięty|هذه الرسالة محذوفة|تم حذف هذه الرسالة|הודעה זו נמחקה|null
waiting for this message. this may take a while|warte auf diese nachricht. dies kann etwas dauern"""
_OPENINGS = """messages and calls are end-to-end encrypted|messages to this chat and calls are now secured
nachrichten und anrufe sind ende-zu-ende-verschlüsselt|les messages et les appels sont chiffrés de bout en bout
los mensajes y las llamadas están cifrados de extremo a extremo|i messaggi e le chiamate sono crittografati
as mensagens e as chamadas são protegidas|as mensagens e chamadas são encriptadas|berichten en gesprekken worden"""
_CALLS = """missed voice call|missed video call|missed group voice call|missed group video call|verpasster sprachanruf
verpasster videoanruf|verpasster gruppenanruf|appel vocal manqué|appel vidéo manqué|llamada de voz perdida
llamada perdida|videollamada perdida|chiamata vocale persa|videochiamata persa|chamada de voz perdida
chamada de vídeo perdida|gemiste spraakoproep|gemiste video-oproep|missat röstsamtal|missat videosamtal
cevapsız sesli arama|cevapsız görüntülü arama|пропущенный аудиозвонок|пропущенный видеозвонок
nieodebrane połączenie"""


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\n", "|").split("|"))


_WHOLE = frozenset((*_phrases(_GONE), *(f"<{phrase}>" for phrase in _phrases(_OMITTED))))
_FIRST_WORDS = _phrases(_OPENINGS)
# "Missed voice call. Tap to call back"
_CALL = re.compile(rf"{_LRM}?(?:{'|'.join(map(re.escape, _phrases(_CALLS)))})(?:\.[^\n?]{{0,50}})?", re.IGNORECASE)
_EDITED_MARK = re.compile(rf"\s?{_LRM}?<(?:{'|'.join(map(re.escape, _phrases(_EDITED)))})\.?>$", re.IGNORECASE)
# <attached: 00000012-PHOTO-2026-03-14-09-12-45.jpg> in any language
_IOS_FILE = re.compile(rf"\s?{_LRM}?<[^<>:\n]{{3,20}}: ?[^<>:\n]{{1,255}}\.[A-Za-z0-9]{{2,5}}>$")
# What iOS leaves of a file it leaves out: its mark, then a few words, of which the last says so.
_IOS_OMITTED = re.compile(
    rf"\s?{_LRM}(?:[^\W\d_]+ ){{1,4}}(?:omitted|weggelassen|ausgelassen|omise?|absente|manquante?|retiré|omitid[oa]"
    rf"|omess[oa]|esclusa|incluso|revelad[oa]|ocultad[oa]|weggelaten|отсутствует|udeladt|utesluten|utelatt)$",
    re.IGNORECASE,
)
_IOS_PAGES = re.compile(rf"[^\n]{{1,255}} • {_LRM}?[^\n]{{1,40}}")  # Offer.pdf • 2 pages
_ANDROID_FILE = re.compile(
    rf"{_LRM}?(?:[A-Z]{{3}}-\d{{8}}-WA\d+\.[A-Za-z0-9]{{2,5}} \([^()\n]{{3,40}}\)|[^\n]{{1,255}}\.[A-Za-z0-9]{{2,5}}"
    r" \((?:file attached|datei angehängt|fichier joint|archivo adjunto|file allegato|arquivo anexado|ficheiro anexado"
    r"|bestand bijgevoegd|bifogad fil|файл добавлен|plik w załączniku|dosya ekli)\))(?:\n|$)",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"{_LRM}?[^\W\d_]{{3,20}} ?: ?https://(?:maps\.google\.com/\?q=|foursquare\.com/v/)\S{{1,200}}")
_POLL = re.compile(
    rf"{_LRM}?(?:poll|umfrage|abstimmung|sondage|encuesta|sondaggio|enquete|peiling) ?:\n", re.IGNORECASE
)
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def spoken(text: str, *, marked: bool) -> str:
    """What a person wrote in a message, '' where the words are WhatsApp's own; `marked`: iOS wrote the file."""
    text = text.strip()
    if not text or (marked and text[0] == _LRM and len(text) <= _LONGEST_NOTICE) or _is_notice(text):
        return ""
    text = _without_file(_without_tail(text))
    return _UNSAFE.sub("", text).strip()


def _is_notice(text: str) -> bool:
    if len(text) <= _LONGEST_PHRASE and text.strip(f"{_LRM}. ").casefold() in _WHOLE:
        return True
    if len(text) > _LONGEST_NOTICE:
        return False
    low = text.lstrip(_LRM).casefold()
    return low.startswith(_FIRST_WORDS) or bool(_CALL.fullmatch(text) or _PLACE.fullmatch(text) or _POLL.match(text))


def _without_tail(text: str) -> str:
    """Without the mark of editing, and the file that the text is the caption of."""
    if text[-1] != ">" and _LRM not in text[-_TAIL:]:  # as good as every text
        return text
    for pattern in (_EDITED_MARK, _IOS_FILE, _IOS_OMITTED, _EDITED_MARK):
        found = pattern.search(text[-_TAIL:])
        if found is None:
            continue
        text = text[: len(text) - len(found[0])].rstrip()
        if pattern is _IOS_OMITTED and _IOS_PAGES.fullmatch(text):
            return ""
    return text


def _without_file(text: str) -> str:
    """Without the file that Android names on the first line; the caption below stays."""
    found = _ANDROID_FILE.match(text[:_TAIL])
    return text[found.end() :] if found else text
