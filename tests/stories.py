"""Stories of several people and bodies, put together from parts: who speaks is known because it was made so.

A story takes a genre, which gives a cast and what may be said of it, and tells for each speech the name that is right. Who is called
again is told so that a careful reader has no doubt: by name, by a role that only one has, or by a pronoun right behind.
"""
import random

MEN = """Doug Peter Derek Rashid Kwame Denzil Torvin Jorge Emeka Haruto Sanjay Liam Mungo Tavish Olamide Ifor Bartek Nuno Thabo Mehmet Yusuf
Arjun Lachlan Ruairi Gethin Sipho Tunde Chukwuemeka Kofi Kipchoge Hamza Farhan Ranil Budi Somchai Minh Jun-ho Kenji Weiming Taras
Jakub Matej Goran Anders Eero Joost Pascal Xavi Thiago Luca Nikos Avi Wiremu Sione Reza Azamat""".split()
WOMEN = """Karen Anna Gail Aisha Talvena Wanjiru Priya Siobhan Orlaith Nkechi Ingrid Solveig Zanele Eluned Marta Yasmin Imogen Fiona Rosie
Ayse Fatima Lakshmi Mairead Eilidh Carys Nomvula Folake Adaeze Akosua Achieng Chipo Zainab Hina Dilani Siti Ploy Thuy Soo-jin Keiko Xiaoling
Oksana Agnieszka Petra Vesna Astrid Kaisa Femke Camille Mireia Beatriz Giulia Despina Shira Hinemoa Mele Parisa""".split()
FAMILIES = """Prowse Lindholm Etheridge Nash Boateng Adeyemi Okafor Tanaka Patel Mbeki Kowalski Ferreira Delahaye Trewin Vale Pell Tash Orr
Garrow Whitlock Hargreave Mutasa Ncube Rahman Nowak Larsen Duarte Penhaligon Hale Corrigan Doyle Sithole Abiola Nguyen Suzuki Kaur Honda Mercer
Achterberg Bielak Castellanos Demirci Eriksen Fontaine Gwilliam Hosseini Ibekwe Jankowski Kaplan Loughnane Mwangi Novotny Odhiambo Papadakis
Quinlan Rautio Szabo Tkachenko Ueda Vasquez Wijesinghe Yilmaz Zielinski Dell Morgan Barclay""".split()
PLACES = ["Georgia", "Sydney", "Paris", "Chelsea", "Victoria", "Florence", "Charlotte"]
ROLES = {  # who somebody is, and how the only one of the kind is called again
    "crane driver": "the crane driver", "head teacher": "the head teacher", "surgeon": "the surgeon", "councillor": "the councillor",
    "farmer": "the farmer", "fire chief": "the fire chief", "shop owner": "the shop owner", "striker": "the striker",
    "barrister": "the barrister", "nurse": "the nurse", "midwife": "the midwife", "student": "the student", "ambassador": "the ambassador",
    "health minister": "the minister", "union leader": "the union leader", "detective inspector": "the detective", "singer": "the singer",
    "architect": "the architect", "plumber": "the plumber", "novelist": "the novelist", "marine biologist": "the biologist",
    "bus driver": "the driver", "pilot": "the pilot", "goalkeeper": "the goalkeeper", "bishop": "the bishop"}
BODIES = {  # a body, and how it is called again
    "Brannock Lifting": "the company", "Leith City Council": "the council", "the Dockers' Federation": "the union",
    "the Health and Safety Executive": "the agency", "Orta Foods": "the firm", "the Skerrow Trust": "the charity", "Leith Rovers": "the club",
    "the Ministry of Works": "the ministry", "Zentiva Shipping": "the company", "Northmoor Bank": "the bank", "Skerrow College": "the college"}
CLAIMS = """the road was closed all night;nobody had checked the alarm;more people would be hurt;the plan was too late;it would cost too much;the
water came in at noon;there had been three warnings;the bridge should have been shut;the figures were wrong;the work would begin in
May;the town deserved better;the old rules were useless""".replace("\n", " ").split(";")
WORDS = """It was like thunder;Nobody rang the bell;We had no time at all;I have never seen anything like it;People deserve better than
this;That is all there is to say;The whole town came out;You could hear it for miles;There is a lot of work to do;It should never have been
allowed;We will be back;The water was up to my knees""".replace("\n", " ").split(";")
ASIDES = """The road was shut on Friday.;Work began in March.;About 40 homes lost power.;It rained for most of the week.;Tickets went on sale in
May.;The inquiry opened last year.;Most of the roof had fallen in by then.""".replace("\n", " ").split(";")


def upper(text):
    return text[0].upper() + text[1:]


def with_article(noun):
    return ("an " if noun[0] in "aeiou" else "a ") + noun


class Person:
    """Somebody with a name, and the words by which he or she may be called."""

    def __init__(self, given, family, is_man, role=None, age=None):
        self.given, self.family, self.role, self.age = given, family, role, age
        self.name = f"{given} {family}"
        self.he, self.his = ("he", "his") if is_man else ("she", "her")
        self.title = "Mr" if is_man else "Ms"
        self.is_man = is_man


class Story:
    """An article in the making: its paragraphs, and the speakers of its speeches."""

    def __init__(self, rng):
        self.rng, self.paragraphs, self.names = rng, [], []
        self.families, self.men, self.women = (rng.sample(names, len(names)) for names in (FAMILIES, MEN, WOMEN))
        self.roles = rng.sample(sorted(ROLES), len(ROLES))
        self.polite = rng.random() < 0.4  # Mr and Ms before names, as some papers have it

    def person(self, role=None, family=None, is_man=None):
        is_man = self.rng.random() < 0.5 if is_man is None else is_man
        given = (self.men if is_man else self.women).pop()
        return Person(given, family or self.families.pop(), is_man, role, self.rng.randint(24, 79))

    def called(self, person):
        return f"{person.title} {person.family}" if self.polite else person.family

    def speech(self, subject, name, more=False):
        """A sentence or two in which the subject speaks; more of the same must not begin with marks behind marks."""
        self.names.append(name)
        words, claim, rng = self.rng.choice(WORDS), self.rng.choice(CLAIMS), self.rng
        frames = [f"“{words},” {subject} said.", f"{upper(subject)} said {claim}.", f"{upper(subject)} said: “{words}.”",
                  f"{upper(subject)} said that {claim}.", f"{upper(subject)} told reporters {claim}.", f"{upper(subject)} insisted that {claim}.",
                  f"“{words},” {subject} said. “{rng.choice(WORDS)}.”", f"{upper(subject)} added: “{words}.”"]
        if subject not in ("he", "she", "they", "it", *PLACES):  # "according to Sydney" may be the town
            frames += [f"“{words},” said {subject}.", f"According to {subject}, {claim}."]
        frames = [frame for frame in frames if not (more and frame.startswith("“"))]
        return rng.choice(frames).replace(",,", ",").replace(",.", ".").replace(",:", ":").replace(",”", ",”")

    def said_later(self, name):
        self.names.append(name)
        return f"said {self.rng.choice(CLAIMS)}."

    def tell(self, *sentences):
        self.paragraphs.append(" ".join(sentences))

    def aside(self):
        if self.rng.random() < 0.3:
            self.tell(self.rng.choice(ASIDES))

    def introduced(self, person):
        """A first mention, and whether it tells the role."""
        role, name = person.role, person.name
        forms = [(f"{name}, {person.age},", False), (f"{name}, who lives in Skerrow,", False)]
        if role:
            forms += [(f"{name}, {with_article(role)},", True), (f"{role} {name}", True), (f"the {role}, {name},", True),
                      (f"{role} {name}, {person.age},", True)]
        return self.rng.choice(forms)

    def goes_on(self, person):
        """Perhaps more of whoever spoke in this paragraph."""
        return [self.speech(person.he, person.name, more=True)] if self.rng.random() < 0.4 else []

    def passes(self, person):
        """A sentence that somebody is the subject of, without words of his or hers."""
        return self.rng.choice([f"{self.called(person)} moved to Skerrow in May.", f"Outside court {self.called(person)} thanked {person.his} family.",
                                f"{self.called(person)} wept in the dock.", f"Nobody was with {self.called(person)} that night."])

    def text(self):
        return "\n\n".join(self.paragraphs)


def several_people(story):
    """People of different names and trades, each called again by one of them."""
    cast = [story.person(story.roles.pop()) for _ in range(story.rng.randint(2, 4))]
    told, last = {}, None
    story.tell("A boom came down on the fish market in Skerrow on Monday, and eleven people were hurt.")
    for _ in range(story.rng.randint(4, 9)):
        person = story.rng.choice(cast)
        if person not in told:
            words, told[person] = story.introduced(person)
            sentences = [story.speech(words, person.name)]
        elif last is person and story.rng.random() < 0.5:
            sentences = [story.speech(person.he, person.name)]
        elif told[person] and story.rng.random() < 0.3:
            sentences = [story.speech(ROLES[person.role], person.name)]
        elif story.rng.random() < 0.3:
            sentences = [story.passes(person), story.speech(person.he, person.name)]
        else:
            sentences = [story.speech(story.called(person), person.name)]
        story.tell(*sentences, *story.goes_on(person))
        last = person
        if story.rng.random() < 0.25:
            story.tell(story.rng.choice(ASIDES))
            last = None


def bodies(story):
    """Bodies, their spokesmen, and the nouns for them."""
    body, again = story.rng.choice(sorted(BODIES.items()))
    name = body.removeprefix("the ")
    person = story.person(story.roles.pop())
    story.tell("The fish market in Skerrow was closed on Monday.")
    story.tell(story.speech(story.introduced(person)[0], person.name))
    story.tell(*story.rng.choice([
        lambda: [f"A spokesman for {body} declined to comment, but {again} {story.said_later(name)}"],
        lambda: [f"{upper(body)} runs the market.", story.speech(again, name)],
        lambda: [story.speech(f"a spokeswoman for {body}", f"a spokeswoman for {body}")],
        lambda: [story.speech(body, name)]])())
    story.aside()
    story.tell(story.speech(story.called(person), person.name), *story.goes_on(person))
    story.tell(f"{upper(body)} has run the market since May.", story.speech(again, name))


def namesakes(story):
    """Husband and wife, siblings, or father and son: told apart by Mr and Mrs, or by given names."""
    first = story.person()
    second = story.person(family=first.family, is_man=not first.is_man)
    wife, husband = (second, first) if first.is_man else (first, second)
    story.tell("A fire broke out in Skerrow on Monday.")
    story.tell(story.speech(f"{first.name}, {first.age},", first.name))
    relation = "wife" if first.is_man else "husband"
    story.tell(story.speech(f"{first.his} {relation}, {second.name},", second.name), *story.goes_on(second))
    story.aside()
    way = story.rng.choice(["titles", "given", "full"])
    for person in story.rng.choices([wife, husband], k=4):
        called = {"titles": f"{'Mr' if person.is_man else 'Mrs'} {person.family}", "given": person.given, "full": person.name}[way]
        story.tell(story.speech(called, person.name), *story.goes_on(person))


def court(story):
    """A trial: defendant, judge, lawyers of both sides, a victim's relative."""
    accused, judge, prosecutor, defender = (story.person() for _ in range(4))
    mother = story.person(is_man=False)
    story.tell(f"{accused.name}, {accused.age}, of Skerrow, denies stealing a boat from the harbour.")
    story.names.append(accused.name)
    story.tell(story.speech(f"{prosecutor.name}, prosecuting,", prosecutor.name), *story.goes_on(prosecutor))
    story.tell(story.speech(f"{defender.name}, defending,", defender.name))
    story.tell(story.speech(f"Judge {judge.name}", judge.name), *story.goes_on(judge))
    story.aside()
    calls = [(f"{prosecutor.title} {prosecutor.family}", prosecutor), (f"{defender.title} {defender.family}", defender),
             (f"Judge {judge.family}", judge), ("the judge", judge), (accused.family, accused), ("the prosecutor", prosecutor), ("the defence barrister", defender)]
    for called, person in story.rng.sample(calls, 4):
        story.tell(story.speech(called, person.name), *story.goes_on(person))
    story.tell(story.speech(f"{mother.name}, whose boat it was,", mother.name))


def match(story):
    """A game: clubs, coaches, a player, a captain."""
    home, away = story.person(is_man=True), story.person(is_man=True)
    player = story.person()
    story.tell("Leith Rovers beat Skerrow Athletic 2-1 on Saturday.")
    story.tell(story.speech(f"Rovers manager {home.name}", home.name), *story.goes_on(home))
    story.tell(story.speech(f"Skerrow Athletic coach {away.name}", away.name), *story.goes_on(away))
    story.tell(story.speech(f"striker {player.name}, who scored twice,", player.name))
    calls = [(home.family, home), (away.family, away), (player.family, player), ("the striker", player), ("the Rovers manager", home),
             ("the Athletic coach", away)]
    for called, person in story.rng.sample(calls, 3):
        story.aside()
        story.tell(story.speech(called, person.name), *story.goes_on(person))


def business(story):
    """A firm, its head, an analyst of another firm."""
    firm = story.rng.choice(["Orta Foods", "Brannock Lifting", "Northmoor Bank", "Zentiva Shipping", "Gelmar"])
    head, analyst = story.person(), story.person()
    story.tell(f"{firm} is to close its plant in Skerrow, with the loss of 200 jobs.")
    story.tell(story.speech(f"chief executive {head.name}", head.name), *story.goes_on(head))
    story.tell(story.speech(f"{analyst.name}, an analyst at Harbour Securities,", analyst.name))
    story.aside()
    calls = [("the company", firm), (story.called(head), head.name), (story.called(analyst), analyst.name), (firm, firm),
             ("the chief executive", head.name), ("the analyst", analyst.name)]
    for called, name in story.rng.sample(calls, 3):
        story.tell(f"{firm} was founded in 1990.", story.speech(called, name)) if called == "the company" else story.tell(
            story.speech(called, name))


def politics(story):
    """A minister, the opposition's leader, and spokesmen of nobody named."""
    minister, leader = story.person(), story.person()
    story.tell("The bill on harbours passed by two votes on Monday.")
    story.tell(story.speech(f"the transport minister, {minister.name},", minister.name), *story.goes_on(minister))
    story.tell(story.speech(f"opposition leader {leader.name}", leader.name), *story.goes_on(leader))
    calls = [(story.called(minister), minister.name), (story.called(leader), leader.name), ("the minister", minister.name),
             ("the opposition leader", leader.name), ("a spokesman for the ministry", "a spokesman for the ministry"),
             ("one official", "one official"), ("two officials", "two officials")]
    for called, name in story.rng.sample(calls, 4):
        story.aside()
        story.tell(story.speech(called, name))


def science(story):
    """A study, its author, somebody who was not involved."""
    author, other = story.person(), story.person()
    story.tell("Seals in the firth of Skerrow sleep under water, a team has found.")
    story.names.append("a team")
    story.tell(story.speech(f"lead author {author.name} of Skerrow College", author.name), *story.goes_on(author))
    story.tell(story.speech(f"{other.name}, a biologist who was not involved in the study,", other.name), *story.goes_on(other))
    story.aside()
    for person in story.rng.choices([author, other], k=3):
        story.tell(story.speech(story.rng.choice([person.family, f"Dr {person.family}"]), person.name), *story.goes_on(person))


def obituary(story):
    """The dead, a relative, a colleague."""
    dead, colleague = story.person(story.roles.pop()), story.person()
    child = story.person(family=dead.family)
    story.tell(f"{dead.name}, {with_article(dead.role)}, has died at the age of {dead.age}.")
    noun = "son" if child.is_man else "daughter"
    story.tell(story.speech(f"{dead.his} {noun}, {child.name},", child.name), *story.goes_on(child))
    story.tell(story.speech(f"{colleague.name}, who worked with {dead.family} for ten years,", colleague.name), *story.goes_on(colleague))
    story.tell(story.speech(colleague.family, colleague.name))
    story.tell(f"In 1990, {dead.family} moved to Skerrow.", story.speech(dead.he, dead.name))
    story.tell(story.speech(child.name, child.name))


def unnamed(story):
    """Witnesses without names, who recur, beside somebody with a name."""
    person = story.person(story.roles.pop())
    story.tell("A lorry ran into the fish market in Skerrow on Monday.")
    story.tell(story.speech(story.introduced(person)[0], person.name))
    story.tell(story.speech("a witness", "a witness"), story.speech("the witness", "a witness", more=True))
    story.tell(story.speech("another witness", "another witness"))
    story.aside()
    someone = story.rng.choice(["residents", "two officials", "one shopkeeper", "one woman"])
    story.tell(story.speech(someone, someone))
    story.tell(story.speech(story.called(person), person.name), *story.goes_on(person))


FOREIGN_NAMES = [  # the full name, whether a man, how he or she is called again
    ("Kim Dae-ho", True, "Kim"), ("Choi Soo-yeon", False, "Choi"), ("Chen Weiming", True, "Chen"), ("Liu Xiaoling", False, "Liu"),
    ("Zhang Jianhua", True, "Zhang"), ("Lee Hock Seng", True, "Lee"), ("Tan Mei Fong", False, "Tan"), ("Azman Yusof", True, "Azman"),
    ("Siti Norlela Hashim", False, "Siti Norlela"), ("Abdul Karim al-Khatib", True, "al-Khatib"), ("Omar Abdel Rahman", True, "Abdel Rahman"),
    ("Ana Vela Ortiz", False, "Vela"), ("Jorge Luis Quintana Mora", True, "Quintana"), ("Beatriz de la Cueva", False, "de la Cueva"),
    ("Chukwuemeka Ike-Okoro", True, "Ike-Okoro"), ("Nkosazana Dube-Ncube", False, "Dube-Ncube"), ("Willem van der Horst", True, "Van der Horst"),
    ("Anneke de Wit", False, "De Wit"), ("Jean-Luc Marchetti", True, "Marchetti"), ("Mary Ann Penrose", False, "Penrose"),
    ("T. K. Raghavan", True, "Raghavan"), ("S. Lakshmi Narayan", False, "Lakshmi Narayan"), ("Sigridur Jonsdottir", False, "Jonsdottir"),
    ("Tesfaye Gebre", True, "Tesfaye"), ("Almaz Kebede", False, "Almaz"), ("Joao dos Santos", True, "dos Santos"), ("Ngo Van Thanh", True, "Thanh"),
    ("Seamus O'Dowd", True, "O'Dowd"), ("Fiona McAteer", False, "McAteer"), ("Lloyd St John", True, "St John")]
OFFICERS = ["Det Insp", "Detective Inspector", "Det Sgt", "Chief Supt", "PC", "Inspector", "Detective Chief Inspector"]


def foreign(story):
    """Names of many countries, whose parts are called again as that country does."""
    people = story.rng.sample(FOREIGN_NAMES, 2)
    story.tell("A ferry ran aground off Skerrow on Monday.")
    for name, is_man, _ in people:
        he = "he" if is_man else "she"
        story.tell(story.speech(f"{name}, {with_article(story.roles.pop())},", name),
                   *([story.speech(he, name, more=True)] if story.rng.random() < 0.4 else []))
    story.aside()
    for name, is_man, again in story.rng.choices(people, k=4):
        title = ("Mr " if is_man else "Ms ") if story.polite else ""
        story.tell(story.speech(title + again, name),
                   *([story.speech("he" if is_man else "she", name, more=True)] if story.rng.random() < 0.4 else []))


def father_and_son(story):
    """A father and a son, or a mother and a daughter, called by their given names."""
    is_man = story.rng.random() < 0.5
    parent = story.person(is_man=is_man)
    child = story.person(family=parent.family, is_man=is_man)
    noun = "son" if is_man else "daughter"
    story.tell("A boat sank off Skerrow on Monday.")
    story.tell(story.speech(f"{parent.name}, {parent.age},", parent.name), *story.goes_on(parent))
    story.tell(story.speech(f"{parent.his} {noun}, {child.name},", child.name), *story.goes_on(child))
    story.aside()
    for person in story.rng.choices([parent, child], k=4):
        story.tell(story.speech(person.given if story.rng.random() < 0.7 else person.name, person.name), *story.goes_on(person))


def couple(story):
    """Two who share their family name when they come in: Bob and Ann Orr."""
    story.men.remove("Torvin")  # of whom nobody would know that he is no firm
    husband = story.person(is_man=True)
    wife = story.person(family=husband.family, is_man=False)
    story.tell("A fire broke out in Skerrow on Monday.")
    story.tell(f"The house is that of {husband.given} and {wife.name}, who were at home.")
    for person in story.rng.choices([husband, wife], k=3):
        name = wife.name if person is wife else husband.given
        called = story.rng.choice([f"{'Mr' if person.is_man else 'Mrs'} {person.family}", person.given])
        story.tell(story.speech(called, name))


def police(story):
    """Officers by rank, a victim, a relative of the victim."""
    rank = story.rng.choice(OFFICERS)
    officer, victim = story.person(), story.person()
    relation = "mother" if story.rng.random() < 0.5 else "father"
    parent = story.person(family=victim.family, is_man=relation == "father")
    story.tell(f"{victim.name}, {victim.age}, was found dead in Skerrow on Monday.")
    story.tell(story.speech(f"{rank} {officer.name}", officer.name), *story.goes_on(officer))
    story.tell(story.speech(f"{victim.his} {relation}, {parent.name},", parent.name), *story.goes_on(parent))
    story.aside()
    calls = [(f"{rank} {officer.family}", officer), ("the officer", officer), (f"{rank} {officer.family}", officer),
             (parent.name, parent), (f"{'Mr' if parent.is_man else 'Mrs'} {parent.family}", parent)]
    if (parent.is_man) == victim.is_man:
        calls.pop()
    for called, person in story.rng.sample(calls, 3):
        story.tell(story.speech(called, person.name), *story.goes_on(person))


def two_sexes(story):
    """A man and a woman in one paragraph, each of whom a pronoun means."""
    man, woman = story.person(story.roles.pop(), is_man=True), story.person(story.roles.pop(), is_man=False)
    story.tell("The ferry was late on Monday.")
    story.tell(story.speech(f"{man.name}, {with_article(man.role)},", man.name))
    story.tell(story.speech(f"{woman.name}, {with_article(woman.role)},", woman.name))
    story.tell(story.rng.choice([f"{story.called(man)} met {story.called(woman)} on the pier.", f"{story.called(woman)} drove {story.called(man)} home.",
                                 f"{story.called(man)} and {story.called(woman)} were on the ferry."]),
               *(story.speech(person.he, person.name, more=True) for person in story.rng.sample([man, woman], 2)))
    story.tell(story.speech(story.called(woman), woman.name), story.speech("she", woman.name, more=True))


def documents(story):
    """A report and its author, groups and bodies that they and it mean."""
    author = story.person()
    story.tell("The harbour wall in Skerrow will be raised.")
    story.tell(story.speech("a report", "a report"), "The report runs to 90 pages.")
    story.tell(story.speech(f"its author, {author.name},", author.name), *story.goes_on(author))
    story.tell(story.speech("residents", "residents"), story.speech("they", "residents", more=True))
    story.tell(story.speech("Leith City Council", "Leith City Council"), story.speech("it", "Leith City Council", more=True))
    story.aside()
    story.tell(story.speech("the report", "a report"))
    story.tell(story.speech(author.family, author.name), *story.goes_on(author))


def nicknames(story):
    """Another name, told in marks or by "known as"."""
    given, nick, is_man = story.rng.choice([("William", "Bill", True), ("Robert", "Bob", True), ("Elizabeth", "Liz", False),
                                            ("Margaret", "Peggy", False), ("Francis", "Frank", True), ("Katherine", "Kate", False)])
    family = story.families.pop()
    person, other = Person(given, family, is_man, age=61), story.person()
    story.tell("The ferry was late on Monday.")
    story.tell(story.speech(f"{given} “{nick}” {family}, {person.age},".replace("“", "'").replace("”", "'"), f"{given} '{nick}' {family}"))
    name = story.names[-1]
    story.tell(story.speech(other.name, other.name), *story.goes_on(other))
    for called in story.rng.sample([family, f"{nick} {family}", f"{'Mr' if is_man else 'Mrs'} {family}"], 2):
        story.tell(story.speech(called, name))


def long_quotations(story):
    """Words that go on over paragraphs, whose speaker is told at first or in the middle."""
    first, second = story.person(story.roles.pop()), story.person(story.roles.pop())
    story.tell("The ferry was late on Monday.")
    for person in (first, second):
        words = story.rng.sample(WORDS, 4)
        story.names.append(person.name)
        story.tell(f"{person.name}, {with_article(person.role)}, said: “{words[0]}. {words[1]}.")
        story.tell(f"“{words[2]}. {words[3]}.”")
    story.tell(story.speech(story.called(first), first.name), *story.goes_on(first))
    story.tell(story.speech(story.called(second), second.name), *story.goes_on(second))


def offices(story):
    """People who are known by an office, which is used again with a capital or without."""
    office, again = story.rng.choice([("the Archbishop of Skerrow", "the archbishop"), ("the mayor of Leith", "the mayor"),
                                      ("the governor of Skerrow", "the governor"), ("the bishop of Leith", "the bishop"),
                                      ("the Duke of Skerrow", "the duke"), ("the ambassador to Norway", "the ambassador")])
    holder, other = story.person(is_man=True if again == "the duke" else None), story.person(story.roles.pop())
    while other.role in office:
        other.role = story.roles.pop()
    story.tell("The harbour was blessed on Monday.")
    story.tell(story.speech(f"{office}, {holder.name},", holder.name), *story.goes_on(holder))
    story.tell(story.speech(f"{other.name}, {with_article(other.role)},", other.name), *story.goes_on(other))
    story.aside()
    calls = [(again, holder), (story.called(other), other), (story.called(holder), holder), (ROLES[other.role], other)]
    for called, person in story.rng.sample(calls, 3):
        story.tell(story.speech(called, person.name), *story.goes_on(person))


def framed(story):
    """Around the story a title and a byline with names, a caption, a line about the writer."""
    writer, taken, person, other = (story.person() for _ in range(4))
    person.role, other.role = story.roles.pop(), story.roles.pop()
    story.tell(story.rng.choice([f"{person.family} hits out at ferry delays", f"Ferry was late, says {person.family}", "Ferry late again"]))
    story.tell(f"By {writer.name}")
    story.tell("The ferry to Skerrow was late again on Monday.")
    story.tell(story.speech(f"{person.name}, {with_article(person.role)},", person.name), *story.goes_on(person))
    story.tell(f"The ferry in the harbour on Monday. Photograph: {taken.name}")
    story.tell(story.speech(f"{other.name}, {with_article(other.role)},", other.name), *story.goes_on(other))
    story.tell(story.speech(story.called(person), person.name), *story.goes_on(person))
    story.tell(story.speech(story.called(other), other.name))


CELEBRITIES = {  # somebody of the magazines, and what he or she is called besides
    "model": ["the model", "the {age}-year-old", "the {age}-year-old model", "the star"], "singer": ["the singer", "the star", "the {age}-year-old"],
    "actor": ["the actor", "the {age}-year-old", "the star"], "presenter": ["the presenter", "the TV presenter", "the {age}-year-old"],
    "footballer": ["the footballer", "the {age}-year-old"], "influencer": ["the influencer", "the {age}-year-old"]}


def celebrity(story):
    """Somebody of the magazines, who is called by the given name, and a partner who doesn't speak much."""
    trade = story.rng.choice(sorted(CELEBRITIES))
    star, partner = story.person(trade), story.person()
    partner.given, partner.his = (story.women if star.is_man else story.men).pop(), star.his
    partner.name = f"{partner.given} {partner.family}"
    partner.he, partner.is_man = ("she", False) if star.is_man else ("he", True)
    if not star.is_man and story.rng.random() < 0.4:
        star.given = story.rng.choice(PLACES)
        star.name = f"{star.given} {star.family}"
    story.tell("The news was told on Monday.")
    story.tell(story.speech(f"{star.name}, {star.age},", star.name), *story.goes_on(star))
    story.tell(f"The {trade} has a son with {'wife' if star.is_man else 'husband'} {partner.name}.", story.speech(star.he, star.name))
    for _ in range(3):
        again = story.rng.choice(CELEBRITIES[trade]).format(age=star.age)
        called = story.rng.choice([star.given, star.given, star.he, star.family, again])
        story.tell(story.speech(called, star.name), *story.goes_on(star))
    story.aside()
    story.tell(story.speech(partner.given, partner.name), *story.goes_on(partner))
    story.tell(story.speech(star.given, star.name))


def cabinet(story):
    """Ministers of a government, called by their offices."""
    first, second, third = story.person(), story.person(), story.person()
    offices = story.rng.sample([("home secretary", "the home secretary"), ("chancellor", "the chancellor"), ("foreign secretary", "the foreign secretary"),
                                ("education secretary", "the education secretary"), ("health minister", "the health minister")], 2)
    story.tell("The cabinet met on Monday.")
    story.tell(story.speech(f"the prime minister, {first.name},", first.name), *story.goes_on(first))
    story.tell(story.speech(f"{second.name}, the {offices[0][0]},", second.name), *story.goes_on(second))
    story.tell(story.speech(f"{upper(offices[1][0])} {third.name}", third.name))
    story.aside()
    calls = [("the prime minister", first), (offices[0][1], second), (offices[1][1], third), (story.called(first), first),
             (story.called(second), second), (story.called(third), third)]
    for called, person in story.rng.choices(calls, k=5):
        narrated = f"{story.called(story.rng.choice([first, second, third]))} left for Skerrow."
        story.tell(*([narrated] if story.rng.random() < 0.3 else []), story.speech(called, person.name))


QUESTIONS = ["When did {he} know it would last?", "Does {he} regret it?", "Why does {he} stay?", "Was {he} afraid?"]


def profile(story):
    """A talk with somebody, others who tell of him or her, and the writer's questions, whose answers have no label."""
    subject = story.person(story.roles.pop())
    other = story.person(story.roles.pop(), is_man=not subject.is_man)
    for person, given in (subject, "Doug" if subject.is_man else "Karen"), (other, "Doug" if other.is_man else "Karen"):
        if person.given in ("Camille", "Olamide", "Torvin", "Talvena"):  # of whom a reader wouldn't know whether it is a man
            person.given, person.name = given, f"{given} {person.family}"
    story.tell("The bakery on the pier opens at five.")
    story.tell(f"{subject.name} is late for our talk in Skerrow.")
    story.tell(f"“{story.rng.choice(WORDS)},” {subject.he} says, and sits down.")
    story.names.append(subject.name)
    story.tell(f"{subject.family}, {subject.age}, grew up in Leith.", story.speech(subject.he, subject.name))
    story.tell(story.speech(f"{other.name}, {with_article(other.role)} in Leith,", other.name), *story.goes_on(other))
    for _ in range(2):
        story.tell(story.rng.choice(QUESTIONS).format(he=subject.he))
        story.names.append(subject.name)
        story.tell(f"“{story.rng.choice(WORDS)}. {story.rng.choice(WORDS)}.”")
        story.tell(story.speech(other.family, other.name), *story.goes_on(other))


def two_firms(story):
    """A bid: two firms, their heads, an analyst at a third one, and what the firms are called."""
    bidder, target = story.rng.sample(["Orta Foods", "Brannock Lifting", "Zentiva Shipping", "Gelmar Group", "Hexley Brewing"], 2)
    boss, chief, analyst = story.person(), story.person(), story.person()
    story.tell(f"{target} has turned down an offer of $40m from {bidder}.")
    story.tell(story.speech(target, target), f"The company was founded in 1990.")
    story.tell(story.speech(f"{chief.name}, the chief executive of {target},", chief.name), *story.goes_on(chief))
    story.tell(f"{bidder} was disappointed.", story.speech(story.rng.choice(["the company", "the firm"]), bidder))
    story.tell(story.speech(f"{bidder} chairman {boss.name}", boss.name), *story.goes_on(boss))
    story.tell(story.speech(f"{analyst.name}, an analyst at Harbour Securities,", analyst.name), *story.goes_on(analyst))
    story.aside()
    calls = [(story.called(chief), chief.name), (story.called(boss), boss.name), ("the chairman", boss.name), ("the analyst", analyst.name),
             (f"the {target} boss", chief.name)]
    for called, name in story.rng.sample(calls, 3):
        story.tell(story.speech(called, name))
    firm = story.rng.choice([bidder, target])
    story.tell(f"Shares in {firm} fell on Monday.", story.speech("the company", firm))


def rivals(story):
    """Two of one sex and of two parties, or nations; one tells of the other."""
    first, second = story.person(), story.person()
    second.given, second.he, second.is_man = (story.men if first.is_man else story.women).pop(), first.he, first.is_man
    second.name, second.title = f"{second.given} {second.family}", first.title
    words = story.rng.choice([(("Republican senator", "the Republican"), ("Democratic governor", "the Democrat")),
                              (("French coach", "the Frenchman"), ("Italian coach", "the Italian")),
                              (("Scottish poet", "the Scot"), ("Australian novelist", "the Australian")),
                              (("Labour MP", "the Labour politician"), ("Conservative councillor", "the Conservative politician"))])
    if not first.is_man and words[0][1].endswith("man"):
        words = words[1], ("Spanish coach", "the Spaniard")
    (role, again), (other_role, other_again) = words
    story.tell("The two met in Skerrow on Monday.")
    story.tell(story.speech(f"{role} {first.name}", first.name), *story.goes_on(first))
    story.tell(story.speech(f"{other_role} {second.name}", second.name), *story.goes_on(second))
    story.aside()
    for person in story.rng.choices([first, second], k=4):
        rival = second if person is first else first
        called = story.rng.choice([again if person is first else other_again, story.called(person)])
        tells = story.rng.random() < 0.5
        story.tell(told(story, story.called(person), person, rival) if tells else story.speech(called, person.name),
                   *([story.speech(person.he, person.name, more=True)] if story.rng.random() < 0.3 else []))


def told(story, called, person, rival):
    """A sentence in which somebody tells of another one, whom a pronoun means within the words."""
    story.names.append(person.name)
    return story.rng.choice([f"{called} said {rival.family} was wrong.", f"“{rival.family} was late,” {called} said.",
                             f"{called} said that {rival.family} had lied about the road.", f"{called} accused {rival.family} of lying."])


def trial(story):
    """A charge, whom the report then calls the defendant, and lawyers who are called his or hers."""
    accused, prosecutor, defender, widow = (story.person() for _ in range(4))
    victim = story.person(is_man=True)
    story.tell("The jury in Skerrow sat for the third day on Monday.")
    story.tell(story.rng.choice([f"{accused.name}, {accused.age}, of Mill Lane, Leith, is charged with killing {victim.name}.",
                                 f"{accused.name} has pleaded not guilty to killing {victim.name}.",
                                 f"{accused.name}, {accused.age}, is on trial for the murder of {victim.name}.",
                                 f"{accused.name} denies murder."]))
    story.tell(story.speech(f"{prosecutor.name}, prosecuting,", prosecutor.name), *story.goes_on(prosecutor))
    story.tell(story.speech(f"{defender.name}, defending,", defender.name), *story.goes_on(defender))
    story.aside()
    calls = [("the defendant", accused), ("the accused", accused), (f"{accused.title} {accused.family}", accused),
             (f"{accused.his} lawyer", defender), (f"{accused.his} barrister", defender), (f"{prosecutor.title} {prosecutor.family}", prosecutor)]
    for called, person in story.rng.sample(calls, 4):
        lead = f"Outside court {accused.title} {accused.family} wept." if called.startswith(accused.his) else "The court sat late."
        story.tell(lead, story.speech(called, person.name))
    story.tell(story.speech(f"the victim’s widow, {widow.given},", widow.given))
    story.tell(story.speech(f"{widow.given}", widow.given))


def disaster(story):
    """Officials, those who were there, and a parent told of by what somebody was doing."""
    officer, witness, driver = story.person(), story.person(story.roles.pop()), story.person()
    agency, again = story.rng.choice([("rescue agency", "the agency"), ("search and rescue agency", "the agency"), ("fire service", "the service")])
    story.tell("A ferry turned over off Skerrow on Monday.")
    story.tell(story.speech(f"the head of the local {agency}, {officer.name},", officer.name), *story.goes_on(officer))
    story.tell(story.speech(f"{witness.name}, {with_article(witness.role)} who was on board,", witness.name), *story.goes_on(witness))
    story.aside()
    story.tell(story.speech(story.rng.choice([f"the man who was driving it, {driver.name}," if driver.is_man else f"the woman who was driving it, {driver.name},",
                                              f"the captain in charge, {driver.name},", f"the officer in question, {driver.name},"]), driver.name),
               *story.goes_on(driver))
    for person in story.rng.choices([officer, witness, driver], k=3):
        story.tell(story.speech(story.called(person), person.name), *story.goes_on(person))


GENRES = [several_people, several_people, several_people, bodies, namesakes, court, match, business, politics, science, obituary, unnamed,
          foreign, foreign, father_and_son, couple, police, two_sexes, documents, nicknames, long_quotations, offices, framed, celebrity, celebrity, cabinet,
          profile, two_firms, rivals, rivals, trial, disaster]


def stories(n=1000, seed=1, genres=GENRES):
    rng = random.Random(seed)
    for i in range(n):
        story = Story(rng)
        genres[i % len(genres)](story)
        yield story.text(), story.names
