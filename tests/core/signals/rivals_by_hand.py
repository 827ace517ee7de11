"""Sentences that hold another offer against one's own, and what a careful reader takes from each.

Written before the rules that read them. A row: the sentence; the rival (`|` between readings that are equally good, ""
where none is named); the rival's price ("" where none is said); the gap in percent. A price with `-` before it is said
as a difference.
"""

from typing import NamedTuple


class Said(NamedTuple):
    """One sentence, and what it says of the rival."""

    text: str
    rival: str
    amount: str = ""
    percent: float | None = None


ENGLISH = (
    Said("Our neighbour's son says he can build the same thing for 350 euros.", "Our neighbour's son", "EUR 350"),
    Said("Marta offered to translate the whole catalogue for €1,150.", "Marta", "EUR 1150"),
    Said(
        "I have a quotation here from Bright & Sons for £2,900 and I'd like to hear what you say to that.",
        "Bright & Sons",
        "GBP 2900",
    ),
    Said("A studio in Kraków would do it for 9 000 zł.", "A studio in Kraków", "PLN 9000"),
    Said("There are freelancers on Fiverr who charge $60 for a logo.", "freelancers on Fiverr", "USD 60"),
    Said("Honestly, some guys in Manila do this for a third of your price.", "some guys in Manila", percent=66.67),
    Said("We've been offered the same package 30 % cheaper by Helvetia Design.", "Helvetia Design", percent=30),
    Said("My brother-in-law would shoot the wedding for 500 bucks.", "My brother-in-law", "USD 500"),
    Said(
        "The firm that did our old brochure only wants 1,800 for this one.",
        "The firm that did our old brochure|The firm",
        "1800",
    ),
    Said("Another developer came in at $7,400, so you'd need to get closer to that.", "Another developer", "USD 7400"),
    Said(
        "Your colleague Tomasz is asking 40 percent less for the same drawings.",
        "Your colleague Tomasz|Tomasz",
        percent=40,
    ),
    Said("Got an offer from Lagos today: ₦450,000 for everything.", "Lagos", "NGN 450000"),
    Said("Somebody on Upwork just bid $25 an hour.", "Somebody on Upwork", "USD 25"),
    Said("The other agency is at 12k, you are at 19k, help me understand.", "The other agency", "12000"),
    Said("Priya's cousin can have the app ready for Rs. 40,000.", "Priya's cousin", "INR 40000"),
    Said("We can get this from Vertex Labs at half the cost.", "Vertex Labs", percent=50),
    Said(
        "Two other photographers quoted well below you, one of them CHF 1'600.-",
        "Two other photographers",
        "CHF 1600",
    ),
    Said("Ben charges AUD 300 per page, why are you at 520?", "Ben", "AUD 300"),
    Said("I could simply hire a student for 15 € an hour.", "a student", "EUR 15"),
    Said(
        "Your competitor down the road offers the same service for R4,500 a month.",
        "Your competitor down the road",
        "ZAR 4500",
    ),
    Said("Wix would cost me $23 a month and no waiting.", "Wix", "USD 23"),
    Said("A team in Bangalore does it at a quarter of this.", "A team in Bangalore", percent=75),
    Said(
        "Procurement has a bid from Northgate Consulting that is 18% under your number.",
        "Northgate Consulting",
        percent=18,
    ),
    Said("Søren at Kystweb told us 22.000 kr. would be enough.", "Søren at Kystweb|Søren", "22000"),
    Said("The price we have from O'Neill Brothers is €3,250 plus VAT.", "O'Neill Brothers", "EUR 3250"),
    Said("ChatGPT does my texts for 20 dollars a month.", "ChatGPT", "USD 20"),
    Said("The printers in Leeds will throw in the design for nothing.", "The printers in Leeds"),
    Said("Last year's accountant took 900, and that included the filing.", "Last year's accountant", "900"),
    Said("We have a cheaper proposal from a Lisbon-based studio (€5.400).", "a Lisbon-based studio", "EUR 5400"),
    Said("You are 25% more expensive than Kowalski.", "Kowalski", percent=25),
    Said(
        "A friend of mine who codes would take $1,000 flat.",
        "A friend of mine who codes|A friend of mine",
        "USD 1000",
    ),
    Said(
        "There's a company in Vilnius willing to start Monday for 6,800 EUR.",
        "a company in Vilnius",
        "EUR 6800",
    ),
    Said("You cost twice what Aoife wants.", "Aoife", percent=50),
    Said("I've spoken to Greenfield Media and they'd be happy with £800.", "Greenfield Media", "GBP 800"),
    Said("Our intern could do this in a weekend for free.", "Our intern"),
    Said(
        "The lowest of the three bids is $14,200 (from Casa Blanca Builders).",
        "Casa Blanca Builders",
        "USD 14200",
    ),
    Said("Dana's rate is $85, yours is $120.", "Dana", "USD 85"),
    Said("Compared with Studio Norte, who asked for 2.300 €, this is a lot.", "Studio Norte", "EUR 2300"),
    Said("Other translators ask 30 € a page.", "Other translators", "EUR 30"),
    Said("Mr. Okafor is prepared to do the audit for USD 3,000.", "Mr. Okafor|Okafor", "USD 3000"),
    Said("We were quoted $2.5k by a shop in Austin last week.", "a shop in Austin", "USD 2500"),
    Said(
        "If the agency across the street can do it for 1,450, so can you.",
        "the agency across the street",
        "1450",
    ),
    Said("Rajesh will match your scope for INR 1,20,000.", "Rajesh", "INR 120000"),
    Said("I found a girl on Instagram who makes these for 35 quid each.", "a girl on Instagram", "GBP 35"),
    Said("Everyone else we asked was between 3k and 4k.", "Everyone else we asked|Everyone else", "3000"),
    Said("Elena's bid came in €800 lower than yours.", "Elena", "EUR -800"),
    Said(
        "We showed your estimate to Fjord Digital and they went a third below it.",
        "Fjord Digital",
        percent=33.33,
    ),
    Said("The Chinese supplier wants only US$ 0.90 per piece.", "The Chinese supplier", "USD 0.90"),
    Said("For that money I get two designers from Buenos Aires.", "two designers from Buenos Aires"),
    Said(
        "Just so you know, Liam at the co-working space would be done in a week and costs 650.",
        "Liam at the co-working space|Liam",
        "650",
    ),
    Said("At 70% of your fee, Harper & Lowe get the job unless you move.", "Harper & Lowe", percent=30),
    Said("Competing offers are around $5,000.", "", "USD 5000"),
    Said("My last copywriter was ten percent cheaper and faster.", "My last copywriter", percent=10),
    Said("Canva Pro costs 12 a month, so explain the 900.", "Canva Pro", "12"),
)
OTHER_TONGUES = (
    Said("Eine Agentur in Leipzig macht das für 2.500 Euro.", "Eine Agentur in Leipzig", "EUR 2500"),
    Said("Herr Brandl hat uns das Gleiche 20 % günstiger angeboten.", "Herr Brandl|Brandl", percent=20),
    Said("Mein Neffe würde die Seite für 400 € bauen.", "Mein Neffe", "EUR 400"),
    Said("Uns liegt ein Angebot von Müller & Partner über 7.900 EUR vor.", "Müller & Partner", "EUR 7900"),
    Said("Une agence de Lyon nous le fait pour 1 800 €.", "Une agence de Lyon", "EUR 1800"),
    Said("Nous avons reçu un devis de Web Azur à 2 400 euros.", "Web Azur", "EUR 2400"),
    Said("Julien est 30 % moins cher que vous.", "Julien", percent=30),
    Said("Un estudio de Valencia nos lo hace por 1.200 €.", "Un estudio de Valencia", "EUR 1200"),
    Said("Tengo un presupuesto de Carmen por la mitad.", "Carmen", percent=50),
    Said("Mi primo me cobra 300 euros por todo.", "Mi primo", "EUR 300"),
)
SENTENCES = ENGLISH + OTHER_TONGUES
