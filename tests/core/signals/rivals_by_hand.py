"""Sentences that hold another offer against one's own, and what a careful reader takes from each.

ENGLISH and OTHER_TONGUES were written before the rules that read them: at first sight 61 of 64 were right. LATER was
written in four turns, each after the rules had been mended on those before: at first sight 31 of 41, 20 of 30, 22 of 30
and 25 of 30 were right. A row: the sentence; the rival (`|` between readings that are equally good, "" where none is
named); the rival's price ("" where none is said, with `-` where it is a difference); the gap in percent.
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
LATER = (
    Said("I asked around: Kestrel Studios will edit all twelve episodes for £4,800.", "Kestrel Studios", "GBP 4800"),
    Said(
        "Before we sign, you should know a retired colleague of my father's does tax returns at 60 euros.",
        "a retired colleague of my father's|a retired colleague of my father",
        "EUR 60",
    ),
    Said("Your price is 3,900 and Bianca's is 2,700.", "Bianca", "2700"),
    Said(
        "Honestly? The bloke who painted my shop charged £220 a day.",
        "The bloke who painted my shop|The bloke",
        "GBP 220",
    ),
    Said("On Malt I found three illustrators below 300 € a day.", "three illustrators", "EUR 300"),
    Said("Nordhaus just sent us their numbers and they're 15% below yours.", "Nordhaus", percent=15),
    Said("My flatmate's sister does the same thing for free.", "My flatmate's sister"),
    Said("We've got a bid on the table from Acacia Legal, $190 an hour against your $260.", "Acacia Legal", "USD 190"),
    Said("You want 85 an hour; the agency we had before billed 55.", "the agency we had before|the agency", "55"),
    Said(
        "An Indian company has offered to take over the whole maintenance for USD 1,200 per month.",
        "An Indian company",
        "USD 1200",
    ),
    Said("Squarespace costs me sixteen dollars, that's it.", "Squarespace"),
    Said("If you can't come down, Oscar is happy to do it for two thirds of your fee.", "Oscar", percent=33.33),
    Said(
        "We're leaning towards the guys from Rotterdam since they came in at €17,500.",
        "the guys from Rotterdam",
        "EUR 17500",
    ),
    Said("Ms. Chen quoted HK$ 28,000 for the interior photos.", "Ms. Chen|Chen", "HKD 28000"),
    Said("The local print shop includes the design if we order a thousand flyers.", "The local print shop"),
    Said(
        "One of your competitors is prepared to start for 20% less.",
        "One of your competitors|your competitors",
        percent=20,
    ),
    Said("I know a student who'd be glad to get $12 an hour for this.", "a student", "USD 12"),
    Said(
        "It seems Delta Interpreting charges 40 percent less for remote assignments.", "Delta Interpreting", percent=40
    ),
    Said(
        "A former employee of ours could translate it for 7 cents a word.",
        "A former employee of ours|A former employee",
        "0.07",
    ),
    Said("For what you charge, a full-time designer in Cebu would work a whole month.", "a full-time designer in Cebu"),
    Said("Our parent company uses Bluefin, and Bluefin bills 950 a day.", "Bluefin", "950"),
    Said("Funny, the same job was quoted at €640 by Van Dijk & Zonen.", "Van Dijk & Zonen", "EUR 640"),
    Said("That's a lot. My hairdresser paid her web guy 600.", "her web guy", "600"),
    Said(
        "There is this collective in Berlin, they take €2k for a launch film.", "this collective in Berlin", "EUR 2000"
    ),
    Said("The second quote, from Iversen Arkitekter, is NOK 80,000 lower.", "Iversen Arkitekter", "NOK -80000"),
    Said("I could switch to Notion AI for $10.", "Notion AI", "USD 10"),
    Said("Rosa at the market makes these cakes for 18 each.", "Rosa at the market|Rosa", "18"),
    Said("Hm, your rival from Ghent said he could do it at half price.", "your rival from Ghent", percent=50),
    Said("Two freelancers have already offered to do it at £30 an hour.", "Two freelancers", "GBP 30"),
    Said("Compared to what Lars takes, this is 35% too much.", "Lars", percent=35),
    Said("We also heard from Quillon Partners: fixed fee, $9,500, no extras.", "Quillon Partners", "USD 9500"),
    Said("Everybody on Fiverr is cheaper than this.", "Everybody on Fiverr"),
    Said("An acquaintance in Tunis takes 3 000 dinars for a site like that.", "An acquaintance in Tunis", "3000"),
    Said("Der Bruder meiner Frau programmiert uns das für 1.500 €.", "Der Bruder meiner Frau", "EUR 1500"),
    Said("Wir haben ein zweites Angebot von Seidel Design über 3.800 Euro.", "Seidel Design", "EUR 3800"),
    Said("Ihre Konkurrenz verlangt ein Drittel weniger.", "Ihre Konkurrenz", percent=33.33),
    Said("Auf Fiverr bekomme ich das Logo für 50 Euro.", "Fiverr", "EUR 50"),
    Said("Mon beau-frère me le fait pour 700 euros.", "Mon beau-frère", "EUR 700"),
    Said("Un confrère à vous nous propose 15 % de moins.", "Un confrère à vous|Un confrère", percent=15),
    Said("Otra agencia nos ha ofrecido lo mismo por 2.000 euros.", "Otra agencia", "EUR 2000"),
    Said("La hija de mi socio lo haría por la mitad.", "La hija de mi socio", percent=50),
    Said(
        "Pixel Foundry has put in a number of 6,200 and we'd like to know if you can match it.", "Pixel Foundry", "6200"
    ),
    Said("Somebody in the Slack group offered her services at $45.", "Somebody in the Slack group|Somebody", "USD 45"),
    Said(
        "Why should I pay £90 when Dev at the shop next door asks for £55?", "Dev at the shop next door|Dev", "GBP 55"
    ),
    Said("For the record, Tanaka Translations is 22% cheaper.", "Tanaka Translations", percent=22),
    Said("I've had my accountant's trainee look at it and she'd charge 150.", "my accountant's trainee", "150"),
    Said("A quick search gave me three studios in Porto, all under €2,000.", "three studios in Porto", "EUR 2000"),
    Said("The translation bureau in Basel wants CHF 1.80 a line.", "The translation bureau in Basel", "CHF 1.80"),
    Said("With Shopify I'd pay 29 dollars a month and be done.", "Shopify", "USD 29"),
    Said("Two of the other bidders are under 40k.", "Two of the other bidders|the other bidders", "40000"),
    Said("Yara, whom you know, would take on the social media for 800 a month.", "Yara", "800"),
    Said(
        "Look, a kid from the local college will do it for $200 and a pizza.", "a kid from the local college", "USD 200"
    ),
    Said("Zeller's offer includes three rounds and stays below 5,000.", "Zeller", "5000"),
    Said("We got the same from Hrvoje for €350 last year.", "Hrvoje", "EUR 350"),
    Said("My nephew, he's sixteen, built one for his school at no cost.", "My nephew"),
    Said("There's an outfit in Nairobi doing this at KES 60,000.", "an outfit in Nairobi", "KES 60000"),
    Said(
        "The freelancer I worked with before you never charged more than 35 an hour.",
        "The freelancer I worked with before you|The freelancer",
        "35",
    ),
    Said("You're asking for 7k, Moreau Films for 4.5k.", "Moreau Films", "4500"),
    Said("An offer by Stellar Consulting landed in my inbox: half your day rate.", "Stellar Consulting", percent=50),
    Said("The agency my sister works for could do it at cost.", "The agency my sister works for|The agency"),
    Said("I don't want to haggle, but Simone does portraits for 120 flat.", "Simone", "120"),
    Said(
        "According to our buyer, comparable suppliers sit about 12 percent lower.", "comparable suppliers", percent=12
    ),
    Said("Our Polish partner quoted 18 000 PLN for the entire migration.", "Our Polish partner", "PLN 18000"),
    Said("The Leipzig people are asking 20 % less.", "The Leipzig people", percent=20),
    Said("Someone just sent me a proposal for less than a third of what you're charging.", "Someone", percent=66.67),
    Said("Adeyemi & Co will take the whole case on for ₦900,000.", "Adeyemi & Co", "NGN 900000"),
    Said("If it were up to Frank, we'd use the free tool from Google.", "Google|the free tool from Google"),
    Said(
        "Eine Kollegin von Ihnen übersetzt für 0,90 € die Zeile.", "Eine Kollegin von Ihnen|Eine Kollegin", "EUR 0.90"
    ),
    Said("Das Büro Hartmann liegt 2.000 Euro darunter.", "Das Büro Hartmann|Büro Hartmann", "EUR -2000"),
    Said("Le studio d'en face nous demande 1 500 €.", "Le studio d'en face", "EUR 1500"),
    Said("Tu competencia cobra un 20 % menos.", "Tu competencia", percent=20),
    Said("Hadley Brothers have given us a fixed price of £6,750 for the loft.", "Hadley Brothers", "GBP 6750"),
    Said("I'm told that Ines bills €38 an hour for the very same bookkeeping.", "Ines", "EUR 38"),
    Said("Could you get near the $1,900 that Coastline Media has in mind?", "Coastline Media", "USD 1900"),
    Said(
        "A company called Blue Heron would host the lot for $15 a month.",
        "A company called Blue Heron|Blue Heron",
        "USD 15",
    ),
    Said("Somewhere in Ukraine there's a team that does this at a third of the cost.", "a team", percent=66.67),
    Said("No offence, but my 14-year-old daughter could draw that for pocket money.", "my 14-year-old daughter"),
    Said("Ashok says 25,000 rupees is the going rate.", "Ashok", "INR 25000"),
    Said(
        "We have had three quotes in, the best one being £11,300 from Pemberton Roofing.",
        "Pemberton Roofing",
        "GBP 11300",
    ),
    Said(
        "Every other caterer in town is at least 10% below you.",
        "Every other caterer in town|Every other caterer",
        percent=10,
    ),
    Said("I can hire two juniors in Warsaw for your day rate.", "two juniors in Warsaw"),
    Said("The people at Lumen Labs told me they'd take 5k for the prototype.", "The people at Lumen Labs", "5000"),
    Said(
        "Frankly your colleague Beatriz was a lot more flexible: €2,100 and done.",
        "your colleague Beatriz|Beatriz",
        "EUR 2100",
    ),
    Said("Northwind is undercutting you by 1,500.", "Northwind", "-1500"),
    Said("It's just that my old school friend offered me 300 for the logo.", "my old school friend", "300"),
    Said("Gil's studio is 40% cheaper than yours and two streets away.", "Gil's studio", percent=40),
    Said("With Weebly I'm at 12 dollars a month.", "Weebly", "USD 12"),
    Said("Your direct competitor, Halberg, asked for SEK 45,000.", "Your direct competitor|Halberg", "SEK 45000"),
    Said("There must be someone who does it for under 500.", "someone", "500"),
    Said("A Dutch agency pitched the same concept at €8,900 yesterday.", "A Dutch agency", "EUR 8900"),
    Said("Do you really want to lose this to Trent, who charges half?", "Trent", percent=50),
    Said(
        "The typesetter we used for volume one took €4 per page.",
        "The typesetter we used for volume one|The typesetter",
        "EUR 4",
    ),
    Said("Ravi and his brother quoted Rs 65,000 for the complete wiring.", "Ravi and his brother|Ravi", "INR 65000"),
    Said("An online translator gets me 90% of the way for nothing.", "An online translator"),
    Said("I got a much friendlier price from Copper & Pine, namely $3,200.", "Copper & Pine", "USD 3200"),
    Said("Look at Figueroa Legal, they only take $150 for a trademark.", "Figueroa Legal", "USD 150"),
    Said("Ein Freund meines Sohnes macht das für 250 Euro.", "Ein Freund meines Sohnes|Ein Freund", "EUR 250"),
    Said("Die Firma Brandt bietet dasselbe 15 % billiger an.", "Die Firma Brandt", percent=15),
    Said(
        "Une étudiante des Beaux-Arts nous le ferait pour 400 euros.",
        "Une étudiante des Beaux-Arts|Une étudiante",
        "EUR 400",
    ),
    Said("Chez Pixelo, le même site coûte 990 €.", "Pixelo", "EUR 990"),
    Said("Un freelance de Bogotá me pide 500 dólares.", "Un freelance de Bogotá", "USD 500"),
    Said("Lattice & Loom sent over a proposal this morning and it's £1,250.", "Lattice & Loom", "GBP 1250"),
    Said("I can get a retouched set from a guy in Sofia for 90 euros.", "a guy in Sofia", "EUR 90"),
    Said(
        "The notary in the next village would do the deed for CHF 400.",
        "The notary in the next village|The notary",
        "CHF 400",
    ),
    Said("Your quote is nearly double that of Sandberg IT.", "Sandberg IT", percent=50),
    Said("Kofi does our neighbours' gardens for $35 an hour.", "Kofi", "USD 35"),
    Said(
        "We are also in contact with a studio from Graz which came out 18 % below you.",
        "a studio from Graz",
        percent=18,
    ),
    Said("If I post this on Freelancer I'll have ten offers under $100 by tonight.", "Freelancer", "USD 100"),
    Said("Apparently Marcus would be satisfied with 2,200.", "Marcus", "2200"),
    Said("Your predecessor took 650 for the annual report.", "Your predecessor", "650"),
    Said("A big consultancy has agreed to match our budget of 20k.", "A big consultancy", "20000"),
    Said(
        "The shop that printed our menus said they'd throw in the photos.", "The shop that printed our menus|The shop"
    ),
    Said("Chloé from Atelier Nord mentioned €75 an hour.", "Chloé from Atelier Nord|Chloé", "EUR 75"),
    Said("There were cheaper ones, for instance Redwood Design at $2,750.", "Redwood Design", "USD 2750"),
    Said("My cousin Pavel, who studies this, wants 200 for the lot.", "My cousin Pavel|Pavel", "200"),
    Said("I have three people lined up who would do it for half of what you quoted.", "three people", percent=50),
    Said("Olsen gives ten percent to every returning customer.", "Olsen", percent=10),
    Said("An interpreter from the embassy asked only AED 500.", "An interpreter from the embassy", "AED 500"),
    Said("You're at $140 while Grant Thorne is at $95.", "Grant Thorne", "USD 95"),
    Said("The quote of Messrs Iyer comes to ₹85,000.", "Messrs Iyer|Iyer", "INR 85000"),
    Said("For 25 bucks a month I could just use Webflow.", "Webflow", "USD 25"),
    Said("Nobody else asks for a deposit.", ""),
    Said("Some woman from Facebook bakes the same cake for 40.", "Some woman from Facebook", "40"),
    Said("Hillcrest's price was $3,150 including delivery.", "Hillcrest", "USD 3150"),
    Said("It would cost me a quarter less at Renner's.", "Renner", percent=25),
    Said(
        "A friend in the trade looked at your offer and said it should be 1,000 less.",
        "A friend in the trade|A friend",
        "-1000",
    ),
    Said("Meine Schwester kennt einen Entwickler, der 40 Euro die Stunde nimmt.", "einen Entwickler", "EUR 40"),
    Said("Die Konkurrenz aus Polen macht es für die Hälfte.", "Die Konkurrenz aus Polen|Die Konkurrenz", percent=50),
    Said("Le cousin de ma femme ne demande que 250 €.", "Le cousin de ma femme|Le cousin", "EUR 250"),
    Said("Nous avons trouvé une traductrice à 0,08 € le mot.", "une traductrice", "EUR 0.08"),
    Said("Hay una agencia en Sevilla que cobra 900 € al mes.", "una agencia en Sevilla", "EUR 900"),
)
