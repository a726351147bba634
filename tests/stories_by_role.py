"""Stories in which people come back by what they are: the skipper, his mother, the Labour politician; and whom a pronoun means behind
somebody who was only told of beside another one. Made as in stories.py.
"""

from stories import WORDS, Story, stories, upper, with_article


def life(story):
    """An obituary: the dead one is quoted through life, others speak between, then "she" is the dead one again."""
    dead = story.person(story.roles.pop())
    other = story.person(is_man=dead.is_man)
    he, his, him = dead.he, dead.his, "him" if dead.is_man else "her"
    story.tell(f"{dead.name}, {with_article(dead.role)} who taught a generation of sailors, has died at the age of {dead.age}.")
    story.tell(f"{dead.family} was born in Leith in 1931, the third child of a cooper.", story.speech(he, dead.name))
    story.tell(f"At school {he} was bored.", story.speech(he, dead.name))
    story.tell(story.speech(story.rng.choice([
        f"{other.name}, who worked with {him} for ten years,", f"{other.name}, who worked with {dead.family} for ten years,",
        f"{other.name}, who had been {his} pupil,", f"{other.name}, who met {him} in 1970,", f"{other.name}, a friend,",
        f"{other.name}, a former colleague,", f"the poet {other.name}", f"{other.name}, {with_article(story.roles.pop())},",
        f"{other.name}, who captained Leith Rovers in 1974,", f"{other.name}, {his} biographer,", f"{his} agent, {other.name},"]), other.name))
    story.tell(story.rng.choice([f"In 1962 {he} moved to Skerrow, where {he} ran a boatyard.", f"{upper(his)} first book sold badly.",
                                 f"{dead.family} left the yard in 1970."]), story.speech(he, dead.name))
    story.tell(f"{upper(he)} never married.", story.speech(he, dead.name))


def relative(story):
    """A relative of somebody's, with a name or without, whom the pronoun in the next sentence means."""
    person = story.person(story.roles.pop())
    noun, he = story.rng.choice([("sister", "she"), ("mother", "she"), ("brother", "he"), ("father", "he"), ("daughter", "she"), ("son", "he")])
    kin = story.person(is_man=he == "he")
    story.tell("A boat sank off Skerrow on Monday.")
    story.tell(story.speech(f"{person.name}, {with_article(person.role)},", person.name), *story.goes_on(person))
    story.aside()
    whose = story.rng.choice([f"{person.family}’s {noun}", f"{upper(person.his)} {noun}"])
    was = story.rng.choice(["was angrier", "was in tears", "was more hopeful", "stood on the quay all night"])
    named = story.rng.random() < 0.5
    story.tell(f"{whose}, {kin.name}, {was}." if named else f"{whose} {was}.", f"“{story.rng.choice(WORDS)},” {he} said.")
    story.names.append(kin.name if named else whose)
    story.tell(story.speech(story.called(person), person.name), *story.goes_on(person))
    if named:
        story.tell(story.speech(f"{person.family}’s {noun}", kin.name))


def game(story):
    """Two managers, a captain, a goalkeeper, each by another word."""
    boss, rival, captain, keeper = (story.person(is_man=True) for _ in range(4))
    home, away = story.rng.sample(["Rovers", "Athletic", "Wanderers", "Albion"], 2)
    story.tell(f"Leith {home} came from behind to beat Skerrow {away} 3-2 on Saturday.")
    story.tell(story.speech(story.rng.choice([f"{home} manager {boss.name}", f"{boss.name}, the {home} manager,", f"{home} boss {boss.name}",
                                              f"{home} head coach {boss.name}"]), boss.name), *story.goes_on(boss))
    story.tell(story.speech(story.rng.choice([f"{away} manager {rival.name}", f"{rival.name}, the {away} manager,", f"{away} boss {rival.name}"]),
                            rival.name), *story.goes_on(rival))
    story.tell(story.speech(story.rng.choice([f"captain {captain.name}", f"{captain.name}, the {home} captain,"]), captain.name))
    story.tell(story.speech(f"{away} goalkeeper {keeper.name}", keeper.name), *story.goes_on(keeper))
    calls = [(f"the {home} boss", boss), (f"the {home} manager", boss), (f"the {away} boss", rival), (f"the {away} manager", rival),
             ("the captain", captain), ("the skipper", captain), ("the goalkeeper", keeper), ("the keeper", keeper), (captain.family, captain)]
    for called, person in story.rng.sample(calls, 4):
        story.aside()
        story.tell(story.speech(called, person.name))


def parliament(story):
    """A minister, the one's shadow, members of two parties."""
    minister, shadow, member, other = (story.person() for _ in range(4))
    office = story.rng.choice(["health", "transport", "education", "housing", "defence"])
    party, other_party = story.rng.sample(["Labour", "Conservative", "Liberal Democrat"], 2)
    story.tell("The harbours bill was debated for six hours on Monday.")
    story.tell(story.speech(story.rng.choice([f"{office} minister {minister.name}", f"the {office} minister, {minister.name},"]), minister.name))
    story.tell(story.speech(story.rng.choice([f"shadow {office} secretary {shadow.name}", f"{shadow.name}, the shadow {office} secretary,"]), shadow.name))
    story.tell(story.speech(story.rng.choice([f"{member.name}, {party} MP for Mid Tarrow,", f"{party} MP {member.name}",
                                              f"{member.name} ({party}, Leith North)"]), member.name), *story.goes_on(member))
    story.tell(story.speech(f"{other_party} MP {other.name}", other.name), *story.goes_on(other))
    calls = [("the minister", minister), (story.called(minister), minister), (f"the shadow {office} secretary", shadow), (f"the {party} MP", member),
             (f"the {other_party} politician", other), (story.called(member), member), (f"the {party} politician", member)]
    for called, person in story.rng.sample(calls, 4):
        story.tell(story.speech(called, person.name))


def study(story):
    """Two authors, who are "they" later, and somebody else."""
    author, second, other = (story.person() for _ in range(3))
    story.tell("Seals in the firth of Skerrow sleep under water, a study has found.")
    story.names.append("a study")
    story.tell(story.speech(f"lead author {author.name}, of Leith University,", author.name), *story.goes_on(author))
    story.tell(story.speech(f"co-author {second.name}", second.name), *story.goes_on(second))
    story.tell(story.speech(f"{other.name}, an ecologist not involved in the work,", other.name), *story.goes_on(other))
    story.tell(f"{author.family} and {second.family} tagged 40 seals.", story.speech("they", f"{author.name} and {second.name}"))
    story.tell(story.speech("the ecologist", other.name))


def strangers(story):
    """Office holders without a name behind people who hold none."""
    first, second = story.person(), story.person()
    office = story.rng.choice(["the prime minister", "the president", "the health secretary", "the chancellor", "the archbishop", "the mayor",
                               "the police commissioner", "the ambassador", "the council leader"])
    story.tell("The harbour has been shut for a week.")
    story.tell(story.speech(story.rng.choice([f"Dr {first.name} of Wenlow University", f"{first.name}, an economist,", f"{first.name}, a former diplomat,",
                                              f"{first.name}, who runs a cafe on the pier,"]), first.name), *story.goes_on(first))
    story.tell(story.speech(office, office))
    story.tell(story.speech(f"{second.name}, a shopkeeper,", second.name), *story.goes_on(second))
    story.tell(story.speech(office, office))


def family(story):
    """A mother and a brother, called by what they are to somebody."""
    child = story.person(is_man=True)
    mother, brother = story.person(family=child.family, is_man=False), story.person(family=child.family, is_man=True)
    story.tell(f"{child.name}, {child.age % 20 + 18}, was hurt when a wall fell in Skerrow on Monday.")
    story.tell(story.speech(f"his mother, {mother.name},", mother.name), *story.goes_on(mother))
    story.tell(story.speech(f"his {story.rng.choice(['older', 'younger'])} brother, {brother.name},", brother.name))
    story.aside()
    calls = [("his mother", mother), (mother.given, mother), (f"Mrs {mother.family}", mother), (brother.given, brother), ("his brother", brother),
             (child.given, child), (f"{child.given}’s mother", mother), (f"{child.given}’s brother", brother)]
    for called, person in story.rng.sample(calls, 4):
        story.tell(*([f"{child.given} is still in hospital."] if called.startswith("his") else []), story.speech(called, person.name))


def crash(story):
    """A child, the mother of the same name, an officer, somebody who was there."""
    child, mother, officer, other = story.person(), story.person(is_man=False), story.person(), story.person()
    mother.family, age = child.family, story.rng.randint(9, 17)
    mother.name = f"{mother.given} {mother.family}"
    noun = "teenager" if age > 12 else "child"
    story.tell("A car left the road in Skerrow on Monday.")
    story.tell(f"{child.name}, {age}, was taken to hospital with a broken leg.")
    story.tell(story.speech(story.rng.choice([f"{child.his} mother, {mother.name},", f"the {noun}’s mother, {mother.name},"]), mother.name),
               *story.goes_on(mother))
    story.tell(story.speech(f"PC {officer.name}, of Leith Police,", officer.name), *story.goes_on(officer))
    story.tell(story.speech(f"{other.name}, who saw the crash,", other.name), *story.goes_on(other))
    calls = [(f"{child.given}’s mother", mother), (f"the {noun}’s mother", mother), (mother.given, mother), (f"Mrs {mother.family}", mother),
             ("the officer", officer), (story.called(other), other), (child.given, child)]
    for called, person in story.rng.sample(calls, 4):
        story.tell(story.speech(called, person.name))


def summit(story):
    """A country's leader, a film's producer and director: words for one by which another one is known."""
    leader, producer, director = (story.person() for _ in range(3))
    story.tell("The film about the harbour was shown in Skerrow on Monday.")
    story.tell(story.speech(f"French Prime Minister {leader.name}", leader.name), *story.goes_on(leader))
    story.tell(story.speech(story.rng.choice([f"{producer.name}, its producer,", f"its producer, {producer.name},", f"producer {producer.name}"]),
                            producer.name), *story.goes_on(producer))
    story.tell(story.speech(f"director {director.name}", director.name), *story.goes_on(director))
    for called, person in story.rng.sample([("the French leader", leader), ("the producer", producer), ("the film-maker", director)], 3):
        story.aside()
        story.tell(story.speech(called, person.name))


def trial(story):
    """Two lawyers and two who give evidence; "the witness" is whom they ask."""
    crown, counsel, first, second, officer = (story.person() for _ in range(5))
    story.tell("A cook put weedkiller in a stew, Leith Crown Court has heard.")
    story.names.append(None)
    story.tell(story.speech(story.rng.choice([f"{crown.name} KC, prosecuting,", f"prosecutor {crown.name}"]), crown.name))
    for witness, introduced in ((first, f"{first.name}, a neighbour,"), (second, f"paramedic {second.name}"), (officer, f"PC {officer.name}")):
        story.tell(story.speech(introduced, witness.name), *story.goes_on(witness))
        lawyer = story.rng.choice([crown, counsel])
        if story.rng.random() < 0.7:
            called = f"{lawyer.name}, defending," if lawyer is counsel and counsel.name not in story.names else story.called(lawyer)
            story.tell(story.speech(called, lawyer.name), story.speech("the witness", witness.name, more=True))
        else:
            story.tell(story.speech("the witness", witness.name))


def firm(story):
    """A firm's people by its name, and who speaks for whom."""
    body, other = story.rng.sample(["Brannock Marine", "Halden Foods", "Castlegate Homes", "Northmoor Bank"], 2)
    boss, speaker, worker = story.person(), story.person(), story.person()
    story.tell(f"{body} will close its yard in Skerrow. {story.rng.choice(['Its', 'The firm’s'])} {story.rng.choice(['chief executive', 'managing director'])}, {boss.name}, told staff on Monday.")
    story.tell(story.speech(story.called(boss), boss.name), *story.goes_on(boss))
    story.tell(story.speech(f"{speaker.name}, a {'spokesman' if speaker.is_man else 'spokeswoman'} for the council,", speaker.name))
    story.tell(story.speech(f"{worker.name}, who has worked there for 20 years,", worker.name), *story.goes_on(worker))
    calls = [(f"the {body.split()[0]} boss", boss), ("the spokesperson", speaker), ("the council spokesperson", speaker),
             (f"the {body} chief", boss), (story.called(worker), worker)]
    for called, person in story.rng.sample(calls, 3):
        story.aside()
        story.tell(story.speech(called, person.name))
    story.tell(f"{other} shut its own yard in May.")


def childhood(story):
    """Somebody's mother comes in by name, then her child speaks of her."""
    child = story.person(is_man=False)
    mother, father = story.person(is_man=False), story.person(is_man=True)
    story.tell("The Skerrow prize was given on Monday.")
    story.tell(f"{child.name}, {child.age}, won it with a song.")
    parent, noun, he = story.rng.choice([(mother, "mother", "she"), (father, "father", "he")])
    trade = story.rng.choice(["a seamstress", "a lawyer", "a welder", "a retired teacher"])
    name = story.rng.choice([parent.given, parent.name])
    story.tell(f"Her {noun}, {name}, {trade}, {story.rng.choice(['taught her to sew', 'was seldom there', 'left in 1970'])}.",
               f"“{story.rng.choice([f'I learned it from my {noun}', f'My {noun} was never late', f'We waited for my old {noun}'])},” she said.")
    story.names.append(child.name)
    story.tell(story.speech(f"{child.family}’s {noun}", name))
    story.tell(story.speech(story.called(child), child.name))


def market(story):
    """Somebody without a role is the analyst, long before another one comes in."""
    first, second = story.person(), story.person()
    noun, others = story.rng.choice([("analyst", "an analyst at Northmoor Bank"), ("economist", "an economist at Leith University"),
                                     ("campaigner", "a campaigner in Leith"), ("researcher", "a researcher at Leith University")])
    story.tell("Shares in Orta Foods fell by a third on Monday.")
    story.tell("The price was the lowest for ten years.")
    story.tell(f"{first.name} {story.rng.choice(['cut the target', 'was not surprised', 'laughed at the news'])}.",
               f"“{story.rng.choice(WORDS)},” the {noun} {story.rng.choice(['said', 'wrote in a note', 'told reporters'])}.")
    story.names.append(first.name)
    story.aside()
    story.tell(story.speech(f"{second.name}, {others},", second.name), *story.goes_on(second))
    story.tell(story.speech(story.called(first), first.name))


GENRES = [life, relative, game, parliament, study, strangers, family, crash, summit, trial, firm, childhood, market]


def stories_by_role(n=900, seed=1):
    return stories(n, seed, GENRES)
