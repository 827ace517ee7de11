"""The words mail programs and letter writers put around a message, in the languages of Europe and a few more."""

import re

# What a header block calls its lines. Keys are case-folded, without the colon.
LABELS: dict[str, str] = {
    label: kind
    for kind, labels in {
        "from": "from von de da van fra från lähettäjä od feladó от kimden 差出人 发件人 寄件者",
        "date": "sent date gesendet datum envoyé enviado enviado_el fecha inviato data verzonden sendt dato skickat "
        "lähetetty päivämäärä päiväys wysłano data_wysłania odesláno отправлено дата tarih 日時 送信日時 日期 发送时间",
        "to": "to an à a para aan til till vastaanottaja do komu címzett кому kime 宛先 收件人",
        "cc": "cc bcc kopie kopi kopia copie copia kopio dw копия",
        "subject": "subject betreff objet asunto oggetto assunto onderwerp emne ämne aihe temat předmět "
        "tárgy тема konu 件名 主题",
    }.items()
    for label in (word.replace("_", " ") for word in labels.split())
}
# The first two letters of a line that may open such a block (or one of Tobit's).
BLOCK_OPENERS: frozenset[str] = frozenset(
    form[:2] for label, kind in LABELS.items() if kind == "from" for form in (label, label.title())
) | {"Or"}

# "wrote", as it stands between a name and a date in the line above a quotation.
SAID = re.compile(
    r"(?<!\w)(?:wrote|writes|schrieb|schreibt|a\s{0,2}[ée?]crit|écrit|escribi[óo?]{1,2}|ha\s{1,2}scritto|scrive|escreveu|schreef|"
    r"skrev|kirjoitti|napisał(?:\(a\)|a)?|pisze|napsala?(?:\(a\))?|написала?|пишет|írta|yazdı|写道)(?!\w)"
)
SAID_STEMS: tuple[str, ...] = (
    *("wrote", "write", "schr", "crit", "escrib", "ha scritto", "ha  scritto", "scrive", "schreef", "escreveu"),
    *("skrev", "kirjoitti", "napisa", "napsal", "pisze", "напис", "пишет", "írta", "yazdı", "写道"),
)
# How such a line opens where the date comes first, in lower case; a digit opens it too.
DATE_OPENERS: frozenset[str] = frozenset(
    (
        "on am le el il em op den på ma ti ke to pe la su dnia dne v "
        "mon tue tues wed thu thur thus thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday "
        "mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag "
        "lun mar mer mié mie jeu jue ven vie vier sam sáb sab dim dom "
        "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
        "seg ter qua qui sex maandag dinsdag woensdag donderdag vrijdag zaterdag zondag wo vr za zo "
        "mån tis ons tor tors fre lör sön man tir lør søn mandag tirsdag onsdag torsdag fredag lørdag søndag "
        "pon wt śr czw pt sob niedz po út st čt pá ne"
    ).split()
) | {"w dniu"}

# The line mail programs put above a message they pass on or answer, without dashes, case-folded.
PASSED_ON: tuple[str, ...] = (
    *("original message", "original-nachricht", "originalnachricht", "ursprüngliche nachricht", "message d'origine"),
    *("message original", "mensaje original", "mensagem original", "messaggio originale", "oorspronkelijk bericht"),
    *("origineel bericht", "ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse"),
    *("opprinnelig melding", "alkuperäinen viesti", "wiadomość oryginalna", "oryginalna wiadomość", "původní zpráva"),
    *("forwarded message", "forwarded mail", "weitergeleitete nachricht", "weitergeleitete e-mail"),
    *("message transféré", "mensaje reenviado", "mensagem encaminhada", "mensagem reencaminhada"),
    *("messaggio inoltrato", "doorgestuurd bericht", "vidarebefordrat meddelande", "videresendt meddelelse"),
    *("videresendt melding", "videresendt besked", "välitetty viesti", "wiadomość przekazana dalej"),
    *("przekazana wiadomość", "přeposlaná zpráva", "пересылаемое сообщение", "исходное сообщение"),
    *("message d’origine", "begin forwarded message", "reply message"),
)
BEGINS_PASSED_ON: tuple[str, ...] = (
    *("begin forwarded message", "anfang der weitergeleiteten", "début du message", "inicio del mensaje reenviado"),
    *("inizio messaggio inoltrato", "início da mensagem", "begin doorgestuurd bericht", "vidarebefordrat brev"),
    *("starten på det videresendte", "start på videresendt", "välitetty viesti alkaa", "początek przekazywanej"),
    *("začátek přeposílané", "original message processed by"),
)

# Formulas that close a letter, case-folded, without the comma.
CLOSINGS: frozenset[str] = frozenset(
    phrase
    for line in (
        "best,all the best,best regards,best wishes,with best regards,with best wishes,with kind regards,kind regards",
        "kindest regards,warm regards,warmest regards,warmly,regards,rgds,br,kr,many regards,with regards,cheers,ciao",
        "sincerely,sincerely yours,yours sincerely,yours faithfully,yours truly,yours,respectfully,cordially,love,xoxo",
        "thanks,thank you,many thanks,thanks again,thanks a lot,thanks in advance,thank you in advance,thx,ta,tia",
        "thanks and regards,thanks & regards,thanks and best regards,thank you and best regards,thanks so much",
        "thank you very much,thanks very much,thank you so much,many thanks in advance,thanks and kind regards",
        "thanks in anticipation,best and thanks,take care,talk soon,speak soon,have a nice day,have a great day",
        "have a great weekend,have a good weekend,have a nice weekend,greetings,kindly,hth,hope this helps",
        "mit freundlichen grüßen,mit freundlichen grüssen,mit freundlichem gruß,mit freundlichem gruss,mfg",
        "freundliche grüße,freundliche grüsse,viele grüße,viele grüsse,beste grüße,beste grüsse,herzliche grüße",
        "herzliche grüsse,liebe grüße,liebe grüsse,schöne grüße,schöne grüsse,gruß,gruss,grüße,grüsse,lg,vg,bg",
        "viele liebe grüße,besten dank,vielen dank,danke,danke schön,herzlichen dank,besten gruß,herzlichst",
        "mit besten grüßen,mit besten grüssen,mit herzlichen grüßen,mit lieben grüßen,schönen gruß,sonnige grüße",
        "danke und gruß,danke und viele grüße,vielen dank und viele grüße,vielen dank im voraus,dank und gruß",
        "cordialement,bien cordialement,très cordialement,bien à vous,bien à toi,salutations,merci,merci d'avance",
        "merci beaucoup,meilleures salutations,sincères salutations,cordiales salutations,amicalement,amitiés,bises",
        "respectueusement,à bientôt,bonne journée,bonne soirée,avec mes remerciements,cdt,cdlt,merci et bonne journée",
        "saludos,un saludo,saludos cordiales,un cordial saludo,cordialmente,atentamente,atte,gracias,muchas gracias",
        "un abrazo,abrazos,gracias de antemano,gracias y saludos,saludos atentos,reciba un cordial saludo",
        "cordiali saluti,distinti saluti,saluti,un saluto,un caro saluto,grazie,grazie mille,a presto,grazie e saluti",
        "atenciosamente,com os melhores cumprimentos,cumprimentos,melhores cumprimentos,abraço,um abraço,abraços",
        "obrigado,obrigada,muito obrigado,muito obrigada,att,saudações",
        "met vriendelijke groet,met vriendelijke groeten,vriendelijke groet,vriendelijke groeten,groet,groeten",
        "groetjes,hartelijke groet,hartelijke groeten,mvg,alvast bedankt,bedankt,dank je wel,dank u wel,bvd",
        "med vänlig hälsning,med vänliga hälsningar,vänliga hälsningar,vänlig hälsning,hälsningar,mvh,vh,tack",
        "tack på förhand,bästa hälsningar,hälsning,allt gott,tack så mycket",
        "med venlig hilsen,venlig hilsen,med venlige hilsner,venlige hilsner,hilsen,de bedste hilsner,bedste hilsner",
        "kh,kærlig hilsen,kærlige hilsner,vh.,på forhånd tak,mange hilsner,dbh,tak,takk,på forhånd takk",
        "med vennlig hilsen,vennlig hilsen,beste hilsen,hilsener,med hilsen,mange takk",
        "ystävällisin terveisin,terveisin,parhain terveisin,yst. terv,terv,t,kiitos,kiitos etukäteen",
        "pozdrawiam,z poważaniem,z powazaniem,serdecznie pozdrawiam,pozdrowienia,dziękuję,dzięki,pozdrawiam serdecznie",
        "s pozdravem,s pozdravom,zdravím,hezký den,děkuji,díky,s přátelským pozdravem,se srdečným pozdravem",
        "с уважением,спасибо,üdvözlettel,saygılarımla,よろしくお願いいたします,以上、よろしくお願いいたします",
    )
    for phrase in line.split(",")
)
LONGEST_CLOSING = max(len(phrase.split()) for phrase in CLOSINGS)
CLOSING_OPENERS: frozenset[str] = frozenset(phrase.split()[0] for phrase in CLOSINGS)

# A footer a telephone or mail program adds.
_DEVICE = (
    r"(?:iphone|ipad|ipod|android|samsung|galaxy|blackberry|huawei|xiaomi|pixel|nokia|sony|apple|windows|handy|"
    r"smartphone|mobil|móvil|portable|t[ée]l[ée][fp]h?on|cellulare|celular|outlook|mail\b|yahoo|gmx|web\.de|gerät|device|"
    r"dispositivo|appareil|puhel|tablet)"
)
SENT_FROM = re.compile(
    r"(?:sent from (?:my|a|an) [^.,;:!?]{1,40}(?:\.? ?(?:please |sorry|excuse|pardon|forgive)[^?\n]{0,60})?\.?$|"
    r"sent on the (?:go|move)\.?$|(?:sent (?:from|via|with|using) |"
    r"von mein|diese nachricht wurde von mein|gesendet |envoyé |enviado |inviato |verzonden |skicka|sendt |lähetetty |"
    r"wysłan|odesláno |отправлено |get |holen sie sich |télécharger |obtene[rz] |obter |scarica |ottieni |download |"
    r"hämta |hent |få |hanki |pobierz )(?:[^.,;:!?\n]{0,24}[ -])?" + _DEVICE + r"[^.,;:!?\n]{0,24}"
    r"(?:<?https?://\S+)?\.?$)",
    re.IGNORECASE,
)
