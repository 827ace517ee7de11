"""The fixed texts of the generated mailbox: signatures, Word's style sheet, server headers, a newsletter."""

SIGNATURES = (
    """\
--\x20
{name}
{role}, {firm}
Tel. {phone}
https://www.{domain}""",
    """\
Best regards,

{name}
{firm} | {role}
{phone} | {address}""",
    """\
Best
{first}

Sent from my iPhone""",
    """\
Kind regards
{name}

________________________________
{firm} Ltd, registered office: 12 Station Road
This e-mail and its attachments are confidential and meant for the addressee only.
If you have received it in error, please tell the sender and delete it.""",
    """\
Mit freundlichen Grüßen / Kind regards

i. A. {name}
{role}

{firm} GmbH
Hauptstraße 7
Tel. {phone}""",
    """\
--
*{name}* | {role}
{firm} - part of the {firm} group
m: {phone} w: {domain}
Follow us on LinkedIn""",
    """\
Thanks,
{first}""",
    "{first:.1}.",
)

WORD_HEAD = """\
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta name=Generator content="Microsoft Word 15 (filtered medium)">
<style><!--
/* Font Definitions */
@font-face
	{font-family:"Cambria Math";
	panose-1:2 4 5 3 5 4 6 3 2 4;}
@font-face
	{font-family:Calibri;
	panose-1:2 15 5 2 2 2 4 3 2 4;}
/* Style Definitions */
p.MsoNormal, li.MsoNormal, div.MsoNormal
	{margin:0cm;
	font-size:11.0pt;
	font-family:"Calibri",sans-serif;}
a:link, span.MsoHyperlink
	{mso-style-priority:99;
	color:#0563C1;
	text-decoration:underline;}
.MsoChpDefault
	{mso-style-type:export-only;
	font-size:10.0pt;}
@page WordSection1
	{size:612.0pt 792.0pt;
	margin:70.85pt 70.85pt 2.0cm 70.85pt;}
div.WordSection1
	{page:WordSection1;}
--></style><!--[if gte mso 9]><xml>
<o:shapedefaults v:ext="edit" spidmax="1026" />
</xml><![endif]-->
</head>
<body lang=EN-GB link="#0563C1" vlink="#954F72">
<div class=WordSection1>
"""

TRANSPORT = """\
Delivered-To: me@studio.example
Received: by mx1.studio.example with SMTP id {id};
        {stamp}
ARC-Seal: i=1; a=rsa-sha256; t={time}; cv=none; d=studio.example; s=arc-1;
        b={arc}
Return-Path: <{sender}>
Received: from out.{domain} (out.{domain}. [192.0.2.{host}])
        by mx1.studio.example with ESMTPS id {id}
        for <me@studio.example>
        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);
        {stamp}
Received-SPF: pass (studio.example: domain of {sender} designates 192.0.2.{host} as permitted sender)
Authentication-Results: mx1.studio.example;
       dkim=pass header.i=@{domain} header.s=s1;
       spf=pass smtp.mailfrom={sender}
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=s1; t={time};
        h=from:to:subject:date:message-id; bh={hash};
        b={dkim}"""

BLOCK = """\
<tr><td class="block" style="padding:24px 32px;font-family:Helvetica,Arial,sans-serif;font-size:16px;\
line-height:24px;color:#222222"><h2 style="margin:0 0 8px">{head}</h2><p>{text}</p>
<a href="{link}" style="color:#0a58ca;text-decoration:underline">Read more</a></td></tr>
"""

NEWSLETTER = """\
<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title>
<style>body{{margin:0;padding:0}} table{{border-collapse:collapse}}
@media (max-width:600px){{.block{{padding:8px!important}}}}</style></head>
<body><div style="display:none;max-height:0">{teaser}</div>
<table role="presentation" width="100%"><tr><td align="center"><table width="600">
{rows}<tr><td><a href="https://{domain}/u/{token}">Unsubscribe</a></td></tr>
</table></td></tr></table>
<img src="https://{domain}/o/{token}.gif" width="1" height="1"></body></html>
"""
