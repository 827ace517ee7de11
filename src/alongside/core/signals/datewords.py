"""How mail names days and times: English first, German, French and Spanish where they are cheap.

Each pattern is one flat alternation with bounded repeats: its work grows with the length of the text.
"""

import re

WEEKDAYS: dict[str, int] = {
    name: day
    for day, names in enumerate(
        (
            "monday montag lundi lunes mon",
            "tuesday dienstag mardi martes tue tues",
            "wednesday mittwoch mercredi miércoles miercoles wed weds",
            "thursday donnerstag jeudi jueves thu thur thurs",
            "friday freitag vendredi viernes fri",
            "saturday samstag sonnabend samedi sábado sabado sat",
            "sunday sonntag dimanche domingo sun",
        )
    )
    for name in names.split()
}
SHORT_DAYS = frozenset(name for name in WEEKDAYS if len(name) <= 5 and name not in ("lundi", "lunes", "jeudi", "mardi"))
MONTHS: dict[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "january januar jänner janvier enero jan",
            "february februar février fevrier febrero feb",
            "march märz maerz mars marzo mar mär",
            "april avril abril apr",
            "may mai mayo",
            "june juni juin junio jun",
            "july juli juillet julio jul",
            "august août aout agosto aug",
            "september septembre septiembre sept sep",
            "october oktober octobre octubre oct okt",
            "november novembre noviembre nov",
            "december dezember décembre decembre diciembre dec dez",
        ),
        1,
    )
    for name in names.split()
}
COUNTS: dict[str, int] = {
    name: count
    for count, names in {
        1: "a an one the ein eine einem einer eines un une una",
        2: "two couple zwei deux dos",
        3: "three drei trois tres",
        4: "four vier quatre cuatro",
        5: "five fünf cinq cinco",
        6: "six sechs seis",
        7: "seven sieben sept siete",
        8: "eight acht huit ocho",
        9: "nine neun neuf nueve",
        10: "ten zehn dix diez",
    }.items()
    for name in names.split()
}
HOURS: dict[str, int] = {
    **{name: hour for name, hour in COUNTS.items() if hour > 1 and name != "couple"},
    **dict(one=1, eleven=11, twelve=12, elf=11, zwölf=12, onze=11, once=11, doce=12),  # noqa: C408 - words as they are
}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DAY, _MONTH, _COUNT = _any(WEEKDAYS), _any(MONTHS), _any(COUNTS)

ISO = re.compile(r"\b(?P<year>20[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})\b")
NUMERIC = re.compile(
    r"(?<![0-9./-])(?P<day>[0-9]{1,2})(?P<mark>[./])[ ]?(?P<month>[0-9]{1,2})(?![0-9])"
    r"(?:(?P=mark)(?P<year>20[0-9]{2}|[0-9]{2})?(?![0-9]))?(?![/][0-9])"
)
NAMED = re.compile(
    rf"(?i)(?<![0-9.,:/])(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.|º)?[ -]{{0,2}}(?:of |de )?(?P<month>{_MONTH})\b\.?"
    r"(?:,? (?:de )?(?P<year>20[0-9]{2})\b)?"
)
MONTH_FIRST = re.compile(
    rf"(?i)\b(?P<month>{_MONTH})\.? (?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?![:%]|[.,][0-9])"
    r"(?:,? (?P<year>20[0-9]{2})\b)?"
)
ORDINAL = re.compile(
    r"(?i)(?:\b(?:the |by |until |on )(?P<day>[0-9]{1,2})(?:st|nd|rd|th)\b|"
    r"\b(?:bis (?:zum )?|spätestens am |vor dem |am |zum |der |den )(?P<tag>[0-9]{1,2})\.(?![0-9])(?= |$)|"
    r"\b(?:pour le |avant le |d'ici le |d’ici le |au plus tard le |para el (?:día )?|antes del (?:día )?|hasta el )"
    r"(?P<jour>[0-9]{1,2})(?![0-9:/h%]|[.,][0-9]))"
)
WEEKDAY = re.compile(
    r"(?i)(?:\b(?P<skip>last|past|since|every|each|letzte[nrm]?|vergangene[nrm]?|seit|jeden|depuis|chaque|desde|cada|"
    r"pasado) (?:el )?)?"
    r"(?:\b(?P<next>next|nächste[nrm]?|próximo|proximo) )?"
    rf"\b(?P<day>{_DAY})(?P<part>morgen|mittag|nachmittag|abend|nacht)?\b"
    r"(?: (?P<past>dernier|pasado|passé|evenings|mornings|afternoons|nights)| (?P<post>prochain|en huit)|"
    r" (?P<week>week)\b(?!end))?"
)
# The end, middle or beginning of a week or month.
EDGE = re.compile(
    r"(?i)\b(?:(?P<end>end(?: of)?|close of|last day of|ende|fin|final(?:es)? de)|(?P<middle>middle of|mid|mitte|"
    r"mi(?=-)|"
    r"mediados de)|(?P<begin>beginning of|start of|early(?: in)?|anfang|début|principios de))"
    r"(?:[ ](?:the|this|de la|de|du|des|der|del|la|el|diese[rs]))?"
    r"(?:[ -](?P<next>next|nächste[rn]|kommende[rn]))?[ -]?"
    rf"(?:(?P<week>weeks?|woche|semaine|semana)|(?P<month>monate?s?|months?|mois|mes)|(?P<name>{_MONTH}))\b"
    r"(?: (?P<post>prochaine?|que viene|próxim[ao]))?"
)
SHORT_EDGE = re.compile(r"\b(?:(?P<month>EOM|eom)|(?P<week>EOW|eow))\b")
WEEKEND = re.compile(
    r"(?i)\b(?:(?P<before>before|vor|avant|antes del?) )?(?:the |this |le |dem |das |el |este )?"
    r"(?:(?:coming|kommenden?) )?(?:weekend|wochenende|week-end|fin de semana|finde)\b"
)
WEEK = re.compile(
    r"(?i)\b(?:(?P<next>next week|nächste[rn]? woche|kommende[rn]? woche|semaine prochaine|próxima semana|"
    r"proxima semana|semana que viene|semana próxima)|(?P<this>this week|diese[rn]? woche|cette semaine|esta semana)|"
    r"(?P<month>next month|nächste[nm] monat|mois prochain|próximo mes|mes que viene))\b"
)
NEAR = re.compile(
    r"(?i)\b(?P<later>(?:the )?day after tomorrow|übermorgen|après-demain|apres-demain|pasado mañana)\b|"
    r"(?<!guten )(?<!schönen )(?<!heute )(?<!jeden )(?<!la )(?<!esta )(?<!las )"
    r"\b(?P<tomorrow>tomorrow|tmrw|tmr|overnight|morgen(?! ?[,!])|demain|mañana)\b|"
    r"\b(?P<today>today|tonight|tonite|this (?:morning|afternoon|evening)|heute(?: morgen)?|aujourd['’]hui|ce soir|"
    r"cet après-midi|hoy|esta (?:tarde|noche)|(?:by|until) (?:the )?evening)\b"
)
SPAN = re.compile(
    r"(?i)\b(?:in|within|innerhalb(?: von)?|binnen|dans|sous|en|d['’]ici|over|inside|next)"
    r"(?: (?:the|the next|next|like|about|only|just|den nächsten|les|las próximas|los próximos|less than|max|"
    r"höchstens))?"
    rf"[ ](?:(?P<half>half an?|half|an? half|einer halben) |(?P<figure>[0-9]{{1,3}})[ -]?|"
    rf"(?P<count>{_COUNT}) (?:of )?)?"
    r"(?P<work>working |business |work |werk|arbeits)?"
    r"(?P<unit>(?:hour|hr|stunde|heure|hora|day|tag|jour|día|dia|week|woche|semaine|semana|fortnight|minute)(?:s|n|"
    r"en)?|"
    r"h)\b(?P<worked> (?:ouvrés?|ouvrables?|hábiles|laborables))?"
)
SOON = re.compile(
    r"(?i)\b(?:a\.?s\.?a\.?p|as soon as (?:possible|you can)|right (?:away|now)|straight ?away|immediate(?:ly)?|"
    r"at once|"
    r"urgent(?:ly)?|without delay|this (?:minute|second|instant)|(?<!by )(?<!until )(?<!for )now(?! and then|"
    r" or never)|so schnell wie möglich|schnellstmöglich\w{0,2}|"
    r"sofort|umgehend|unverzüglich|dringend|eilt|baldmöglichst|dès que possible|au plus vite|tout de suite|"
    r"immédiatement|de toute urgence|cuanto antes|lo antes posible|inmediatamente|de inmediato|ahora mismo|urgente)\b"
)
CLOCK = re.compile(
    r"(?i)(?<![0-9.,:/€$£-])(?:(?P<hour>[0-9]{1,2})(?:[:h](?P<minute>[0-5][0-9])(?![0-9])"
    r"|\.(?P<dotted>[0-5][0-9])(?= ?(?:am|pm|uhr|h)\b))?"
    r"(?: ?(?P<half>[ap](?:m\b|\.m\.))|(?P<oclock> ?(?:uhr|o['’]?clock|h|hrs|hours)\b)|(?<=[:h][0-5][0-9]))"
    r"|\b(?P<noon>noon|midday|mittags?|midi|mediodía)\b|\b(?P<midnight>midnight|mitternacht|minuit|medianoche)\b)"
)
BARE_HOUR = re.compile(
    r"(?i)\b(?:at|by|um|à|a las|before|bis|gegen|until|around) (?:(?P<hour>[0-9]{1,2})(?![0-9:/%]|[.,][0-9]|st|nd|rd|"
    r"th)|"
    rf"(?P<word>{'|'.join(HOURS)})\b)(?P<half> ?[ap]m\b)?(?: o['’]?clock)?"
)
# Words that only round off a day. Alone, `day` is today's end and `early` the next morning.
PART = re.compile(
    r"(?i)\b(?:(?P<day>eod|cob|eob|cop|(?:the )?end of (?:the |your |this )?(?:working |business )?(?:day|business|"
    r"play|today)|"
    r"close of (?:the )?(?:business|play|day)|feierabend|(?:la )?fin de (?:la )?journée|dienstschluss|"
    r"(?:el )?final del día)|"
    r"(?P<early>first thing(?: in the morning)?|in the morning|by (?:the )?morning|à la première heure|"
    r"a primera hora)|(?P<half>morning|afternoon|evening|night|lunch(?:time)?|früh|vormittags?|nachmittags?|abends?|"
    r"matin|après-midi|soir|por la (?:mañana|tarde|noche)|at the latest|latest|early|late))\b"
)
EVENING = re.compile(r"(?i)tonight|tonite|evening|night|abend|soir|noche")
MORNING = re.compile(r"(?i)morning|früh|matin|por la mañana|primera hora")
JOINED = re.compile(
    r"(?i)(?:[ ,(]|\b(?:at|by|on|the|of|before|in|um|am|der|den|dem|bis|à|au|le|el|a las|in der|del?|first|latest|"
    r"sharp|"
    r"no later than|for)\b){0,6}$"
)
# What stands before a date that a message asks for, and before one that it does not.
SO = re.compile(r"(?i)\b(?:so|also|donc|así que)(?: on| by)? $")
DEADLINE = re.compile(
    r"(?i)\b(?:by|until|till|til|before|ahead of|due|no later than|not later than|bis|vor|spätestens|avant|d['’]ici|"
    r"au plus tard|antes|hasta|a más tardar|prior to|latest)"
    r"(?: (?:the|on|at|le|el|del?|zum|zu|am|à|a|this|coming|dem|nächsten|around|about|end of|close of|say|like|diesen|"
    r"kommenden|ce|este)){0,3} ?$"
)
BEFORE = re.compile(
    r"(?i)\b(?:before|ahead of|prior to|vor|avant|antes del?)(?: (?:the|dem|le|el|this|coming|nächsten|"
    r"kommenden)){0,2} ?$"
)
AIMED = re.compile(
    r"(?i)\b(?:for|on|pour|para|für|zum|am|at|this|coming)(?: (?:the|le|el|la|this|coming|kommenden|diesen)){0,2} ?$"
)
AGAINST = re.compile(
    r"(?i)(?:\b(?:instead of|in place of|in lieu of|rather than|and not|but not|not|isn't|said|agreed(?: on| for)?|"
    r"from|since|until now|"
    r"planned for|statt|anstatt|nicht|au lieu de|et pas|non pas|en vez de|en lugar de|y no|ab|seit|à partir d[eu])"
    r"(?: (?:the|on|at|for|of|in|by|end of|erst|am|le|el|de|du|this|coming)){0,3}|, not(?: the| on| by)?) ?$"
)
WANTED = re.compile(
    r"(?i)\b(?:need\w{0,2}|must|have to|has to|had to|want\w{0,2}|please|pls|can you|could you|would you|send|"
    r"deliver\w{0,2}|"
    r"finish\w{0,2}|done|ready|finali[sz]e|complete|brauch\w{0,4}|bräucht\w{0,2}|bitte|muss|müss\w{0,3}|fertig|"
    r"il faut|faut|"
    r"besoin|il me|il nous|prêt|necesit\w{1,5}|tiene que|listo|lista|expect\w{0,2}|get|make it|deadline|call me|"
    r"answer)\b"
)
LOOKED_BACK = re.compile(
    r"(?i)\b(?:called|rang|tried|wrote|emailed|texted|waited|was|were|did|didn['’]t|had|answered|went|missed|angerufen|"
    r"habe|haben|hatte|war|ai|avons|avez|llamé|llamamos|estaba)\b"
)
