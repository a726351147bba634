#!/usr/bin/env python3
"""Constructions by speakers: small articles that are put together from parts, each of which must give the right records.

  templates.py QUOTH [-v]

What a name is made of, who is called in which way, and what stands around must not change who speaks. A grid is every
combination of its parts; GRIDS tells how many of its articles may be wrong, which are known failures. -v prints all that are.
"""
import itertools
import json
import subprocess
import sys

from stories import stories
from stories_by_role import stories_by_role
from template_parts import *  # the lists, in capitals


def upper(text):
    return text[0].upper() + text[1:]


def family_names():
    for family, long in itertools.product(FAMILIES, LONG_NAMES):
        full = long.format(family)
        name = full.removeprefix("Mayor ").removeprefix("team manager ").removesuffix(" QC")
        yield (LEAD + f"“Nobody came,” said {full}, who was there.\n\n“It is late,” said Martin Hale.\n\n{family}, for his part, stayed. “I liked it,” "
               f"he said.\n\nHale said the bridge was closed.\n\nLast year {family} told the panel about it. “It was new,” he said.\n\n"
               f"According to {family}, the road is open.", [name, "Martin Hale", name, "Martin Hale", name, name])


def firms():
    for firm, opening in itertools.product(FIRMS, ("The student, Eluned {},", "Doug {}, 43,", "Mungo {}, a nurse,", "A farmer called Ifor {}")):
        name = opening.format(firm).removeprefix("The student, ").removeprefix("A farmer called ").split(",")[0]
        yield (LEAD + f"{opening.format(firm)} said the road was closed.\n\n“It is late,” said Martin Hale.\n\n{firm} said the bridge was shut.\n\n"
               f"On Monday {firm} told the court that nobody came.\n\nAccording to {firm}, it was late.", [name, "Martin Hale", name, name, name])


def given_names():
    for given in MEN + WOMEN:
        name, pronoun = f"{given} Lindholm", "She" if given in WOMEN and given not in MEN else "He"
        for first in ("“Nobody came,” said {}, a consultant.", "“It is late,” {}, 43, said.", "“They knew,” said the team’s manager, {}."):
            yield (f"“It is late,” said Martin Hale, the head of the agency.\n\n{first.format(name)}\n\nLindholm said the road was open.\n\n"
                   f"{pronoun} also said the bridge was closed.", ["Martin Hale", name, name, name])


def titles():
    for title in MENS_TITLES + WOMENS_TITLES:
        given, pronoun, mister = ("Karen", "she", "Ms") if title in WOMENS_TITLES else ("Doug", "he", "Mr")
        for first, name in ((f"“Nobody came,” said {title} {given} Lindholm.", f"{given} Lindholm"),
                            (f"{title} {given} Lindholm said the plan was late.", f"{given} Lindholm"), (f"“Nobody came,” {title} Lindholm said.", "Lindholm")):
            yield (f"“It is late,” said Martin Hale, the head of the agency.\n\n{first}\n\n“They came,” {pronoun} said.\n\n{mister} Lindholm "
                   "said the road was open.", ["Martin Hale", name, name, name])


def offices():
    for (i, office), (k, frame) in itertools.product(enumerate(OFFICES), enumerate(OFFICE_FRAMES)):
        name = OFFICE_HOLDERS[(i + k) % len(OFFICE_HOLDERS)]
        yield LEAD + frame.format(o=office, n=name), [name]


def reporters_ways():
    """Two women who worked as cleaners told; outside Leith Castle, Ann Orr's son said; wondering why; because, she said, "A"; he, when asked, warned them against."""
    for worker, worked, said in itertools.product(("Two women", "A man", "Four residents"), WORKED_AS, ("said the roof leaked", "have told the court the roof leaked")):
        yield LEAD + f"{worker} who {worked} {said}.", {worker: "the roof leaked"}
    for place, whose, kin in itertools.product(SPEAKING_AT, ("Ms Orr's", "Tom Hale's", "the minister's"), ("son, Declan,", "brother, Declan,", "neighbour, Declan Roe,")):
        yield LEAD + f"{place}, {whose} {kin} said the boat had sunk.", [(("Declan Roe" if "Roe" in kin else "Declan"), "the boat had sunk")]
    for speaker, said, why in itertools.product(("Ann Orr", "The mayor", "He"), ("said the road had no lamps", "told reporters the road had no lamps"), WONDERING):
        yield LEAD + f"{speaker} {said}, {why}.", [(speaker if speaker != "He" else None, "the road had no lamps"), (speaker if speaker != "He" else None, why.split(" ", 1)[1].removeprefix("aloud "))]
    for speaker, said, why in itertools.product(("Ann Orr", "the mayor", "her family"), ("said", "told the hall", "wrote"), ("because", "although", "since")):
        yield LEAD + f"The club was closed on Friday {why}, {speaker} {said}, “it had paid none of its players”.", [(speaker, "it had paid none of its players")]
    for title, when, what in itertools.product(("The mayor", "The police spokesman, Tom Hale", "Tom Hale"), WHEN_ASKED, ("going home", "walking alone at night")):
        yield LEAD + f"{title}, {when}, warned the drivers against {what}.", [(title.split(", ")[-1], what)]
    for speaker, told, doing in itertools.product(("Ann Orr", "The governor", "Tom Hale, the mayor,"), ("disclosed this", "made this known", "announced this on Monday", "disclosed this on Friday"), WHILE_DOING):
        yield LEAD + f"{speaker} {told} {doing}.", []
    for speaker, what, as_what in itertools.product(("Ann Orr", "the mayor", "officials"), ("The bridge was built", "The phrase was chosen", "It had been meant"), AS_A_GIFT):
        yield LEAD + f"{what}, {speaker} said, {as_what}.", [(speaker, f"{what} {as_what}")]
    for speaker, said, but in itertools.product(("Ann Orr", "The mayor"), ("said", "confirmed", "insisted that"), BUT_REJECTED):
        yield LEAD + f"{speaker} {said} the road was open {but}.", [(speaker, "the road was open")]


def compatriots():
    """Coach Ann Orr said; the Queenslander added: she is meant, though nobody said where she is from. The ministry in a memo said: the ministry did."""
    for one, said in itertools.product(COMPATRIOTS, ("said", "added", "told reporters")):
        yield LEAD + f"Coach Robin Vale praised the fans. “We lost,” Vale said.\n\n“It rained,” the {one} {said}.", ["Robin Vale", "Robin Vale"]
    for office, paper in itertools.product(("governor's", "mayor's", "chancellor's"), SAID_IN_PAPER):
        yield LEAD + f"The {office} office {paper} said the road was closed.", [(f"The {office} office", "the road was closed")]


def short_titles():
    """Gov. Lindholm, who is called again by the whole word after somebody else spoke."""
    for (short, long), frame in itertools.product(SHORT_TITLES, SHORT_TITLE_FRAMES):
        yield LEAD + frame.format(s=short, l=long), ["Ann Vale", "Doug Lindholm"]


def chairmen():
    """The bank's chairman, Doug Lindholm, who is "he" two sentences on, though somebody else spoke before him."""
    for body, office in itertools.product(CHAIRED, ("chairman", "secretary", "head of policy")):
        yield (LEAD + f"“It is late,” said Martin Hale.\n\n{body} {office}, Doug Lindholm, said he had no doubt. He left for the hall at noon. “Nobody came,” he said.",
               ["Martin Hale", "Doug Lindholm", "Doug Lindholm"])


def speakers():
    for (speaker, name), frame in itertools.product(SPEAKERS.items(), FRAMES):
        if not (speaker.endswith(",") and frame == FRAMES[3]):  # "..., who runs the ferry, said, ..." is too rare
            text = frame.format(s=speaker, S=upper(speaker)).replace(",.", ".").replace(",,", ",")
            yield "The road to the town was shut.\n\n" + text, [name]


def more_speakers():
    for speaker, frame in itertools.product(MORE_SPEAKERS, FRAMES):
        if not (speaker.endswith(",") and frame == FRAMES[3]):
            text = frame.format(s=speaker, S=upper(speaker)).replace(",.", ".").replace(",,", ",")
            yield "The road to the town was shut.\n\n" + text, ["Ann Vale" if "Ann Vale" in speaker else "Bob Vale"]


def other_speakers():
    """Bodies, groups, documents, and those without a name."""
    for speaker, frame in itertools.product(OTHER_SPEAKERS, FRAMES):
        yield "It rained all week.\n\n" + frame.format(s=speaker, S=upper(speaker)), [speaker]


def openers():
    for opener, speaker, frame in itertools.product(OPENERS, OPENED, OPENED_FRAMES):
        yield LEAD + f"{opener} {speaker}{frame}", [speaker.split(",")[0].removeprefix("Judge ")]


def clauses():
    for clause, frame in itertools.product(CLAUSES, CLAUSE_FRAMES):
        yield LEAD + frame.format(c=clause, C=upper(clause)), clause


def parentheticals():
    for sentence, (speaker, name) in itertools.product(PARENTHETICALS, PARENTHETICAL_SPEAKERS.items()):
        if speaker != "she" or not ("said {s}" in sentence or "according" in sentence):
            yield ("The town is led by Karen Lindholm, 43, the mayor.\n\nThe clerk has written a report about Lindholm.\n\n" +
                   sentence.format(s=speaker), [name])


def cues():
    for cue, that in itertools.product(CUES, ("that ", "")):
        if that or cue.split()[-1] not in NEEDS_THAT:
            yield f"The town is led by Karen Lindholm, 43, the mayor.\n\nLindholm {cue} {that}the road was closed.", ["Karen Lindholm"]


def parts():
    """Some words of a statement in marks."""
    for statement, (speaker, name), (opening, closing) in itertools.product(PARTS, PARTS_SPEAKERS.items(), MARKS[:3]):
        yield ("The town is led by Doug Lindholm, the mayor.\n\n" +
               f"{speaker} {statement}.".replace("“", opening).replace("”", closing), [name])


def nouns():
    for noun, owner, frame in itertools.product(NOUNS, OWNERS, NOUN_FRAMES):
        yield "The town is led by Doug Lindholm, the mayor.\n\n" + frame.format(s=owner, n=noun), ["Doug Lindholm"]


def not_said():
    for subject, cue, clause in itertools.product(("Doug Lindholm", "Police", "A spokesman"), NOT_SAID, NOT_SAID_CLAUSES):
        yield LEAD + f"{subject} {cue} {clause}.", []


def done():
    """Verbs that may be of saying, of what somebody did."""
    for subject, deed in itertools.product(("Karen Lindholm", "The company", "She", "Police"), DONE):
        yield LEAD + f"{subject} {deed}", []


def statements():
    for statement, speaker in itertools.product(STATEMENTS, ("Lindholm", "Karen Lindholm", "the mayor")):
        text = statement.format(s=speaker)
        yield "The town is led by Karen Lindholm, 43, the mayor.\n\n" + upper(text), ["Karen Lindholm"]


def tails():
    """What stands behind a cue."""
    for tail, frame in itertools.product(BEHIND, BEHIND_FRAMES):
        if tail[0] != "." or "Nobody came" not in frame:
            behind = tail if tail[0] in ",." else " " + tail
            yield "The ferry is run by Karen Lindholm.\n\n" + frame.format(t=behind), ["Karen Lindholm"]


def no_reports():
    """A verb of saying with no more than a noun phrase as its object is no report here."""
    for subject, verb, thing, tail in itertools.product(("Doug Lindholm", "Police"), OBJECT_VERBS, OBJECTS, OBJECT_TAILS):
        yield LEAD + f"{subject} {verb} {thing}{tail}", []


def who_did():
    """The woman who wrote the letter was found: she was, not the letter."""
    for doer, deed, fate in itertools.product(DOERS, DEEDS, FATES):
        yield LEAD + f"{doer} {deed} {fate}.", []


def who_said():
    """The man who said the road was closed was wrong: what he said ends before what became of him."""
    for (teller, kind), fate in itertools.product(TELLERS.items(), FATES):
        for clause in TELLERS_CLAUSES[kind]:
            said = f"whether {clause}" if "whether" in teller else clause
            yield LEAD + teller.format(clause) + f" {fate}.", said


def demands():
    for asked, asked_to, frame in itertools.product(ASKED, ASKED_TO, ASKING):
        yield LEAD + frame.format(f"{asked} {asked_to}"), f"{asked} {asked_to}"


def documents():
    for document, frame in itertools.product(DOCUMENTS, DOCUMENT_FRAMES):
        if not (document.endswith(",") and "{s}," in frame):
            yield LEAD + frame.format(s=document, S=upper(document)).replace(",.", "."), "the road was closed"


def groups():
    for several, kind, tail, clause in itertools.product(SEVERAL, KINDS, TAILS, FOLLOWED):
        for verb in ("said", "say"):
            yield f"{LEAD}{upper(several)} {kind}{tail} {verb} {clause}", "the road was closed"


def somebody():
    for one, kind, tail, clause in itertools.product(ONES, ("thatcher", "gilder", "bundler", "doctor", "onlooker"), TAILS, FOLLOWED):
        for verb in ("said", "says", "has said", "told reporters"):
            tail = tail.replace("who live ", "who lives ").replace("were there", "was there").replace("who know ", "who knows ").replace("houses were", "house was")
            yield f"{LEAD}{upper(one)} {kind}{tail} {verb} {clause}", "the road was closed"


def finals():
    for clause, cue in itertools.product(FINALS, FINAL_CUES):
        yield f"{LEAD}{clause}, {cue}.", clause


def verbs():
    for verb, frame in itertools.product(VERBS, VERB_FRAMES):
        if not (verb == "told_reporters" and "{v} Karen" in frame):
            yield "Karen Lindholm runs the ferry to the town.\n\n" + frame.format(v=verb.replace("_", " ")), ["Karen Lindholm"]


def marks():
    for (opening, closing), frame in itertools.product(MARKS, FRAMES):
        halves = frame.format(s="Doug Lindholm", S="Doug Lindholm").split('"')
        yield LEAD + "".join(half + (opening, closing)[i % 2] for i, half in enumerate(halves))[:-1], ["Doug Lindholm"]


def asides():
    for aside, clause, adding in itertools.product(ASIDES, ASIDE_CLAUSES, ADDING):
        yield LEAD + f"Doug Lindholm{aside} said {clause}, {adding}.".replace("”.", "”"), ["Doug Lindholm"] * 2


# A report that isn't the main clause of its sentence ends where that begins: how the report is opened, and its words.
REPORTS = {"said ": "the road was closed to lorries", "said that ": "the road was closed to lorries", "told reporters ": "the road was closed to lorries",
           "told the court that ": "the road was closed to lorries", "claimed ": "the road was closed to lorries", "has said ": "the road is closed to lorries",
           "says ": "the road is closed to lorries", "argued that ": "the road was closed to lorries", "promised ": "to open the road to lorries",
           "has vowed ": "to open the road to lorries", "urged drivers ": "to stay away from the town", "asked the council ": "to close the road to lorries",
           "called on the council ": "to close the road to lorries", "accused the council of ": "hiding the report for years",
           "denied ": "hiding the report for years", "called for ": "the road to be opened to lorries", "asked ": "whether the road was closed to lorries"}
SUBORDINATE_FRAMES = ["While Doug Lindholm {r}, the council opened the bridge.", "Although Doug Lindholm {r}, the council opened the bridge.",
                      "When Doug Lindholm {r}, the council opened the bridge.", "Two years after Doug Lindholm {r}, the council opened the bridge.",
                      "Even as Doug Lindholm {r}, the council opened the bridge.", "Whereas Doug Lindholm {r}, the council opened the bridge.",
                      "In May, when Doug Lindholm {r}, the council opened the bridge.", "On the day that Doug Lindholm {r}, the council opened the bridge.",
                      "In a week in which Doug Lindholm {r}, the council opened the bridge.", "Until Doug Lindholm {r}, nobody opened the bridge.",
                      "Doug Lindholm, who {r}, left the hall.", "Doug Lindholm, who {r}, is late.", "Doug Lindholm, who {r}, later left.",
                      "Doug Lindholm - who {r} - left the hall.", "Orta Foods, which {r}, was sold in May.", "The council, which {r}, has not met."]
GERUNDS = {"saying ": "the road was closed to lorries", "saying that ": "the road was closed to lorries", "arguing that ": "the road was closed to lorries",
           "promising ": "to open the road to lorries", "accusing the council of ": "hiding the report for years"}
PASSIVES = {"was told that ": "the road was closed to lorries", "was told ": "the road was closed to lorries",
            "was urged by police ": "to stay away from the town", "was warned by Ann Orr that ": "the road was closed to lorries",
            "was accused of ": "hiding the report for years", "was accused by Ann Orr of ": "hiding the report for years"}
WHO_SAID = {"said ": "the road was closed to lorries", "claimed that ": "the road was closed to lorries", "insisted ": "the road was closed to lorries"}
WHO_FRAMES = ["Among those who {r}, he was first.", "Of those who {r}, he was first.", "Those who {r} were wrong.", "A man who {r} was led away."]
GERUND_FRAMES = ["After {r}, Doug Lindholm left the hall.", "Despite {r}, Doug Lindholm left the hall.", "Doug Lindholm, {r}, left the hall.",
                 "Doug Lindholm, {r}, has left the hall."]


def subordinate_reports():
    for (opening, words), frame in itertools.chain(itertools.product((REPORTS | PASSIVES).items(), SUBORDINATE_FRAMES), itertools.product(WHO_SAID.items(), WHO_FRAMES), itertools.product(GERUNDS.items(), GERUND_FRAMES)):
        yield LEAD + frame.format(r=opening + words), words


def two_clauses():
    for first, joint, speaker, cue in itertools.product(NO_SPEAKERS, (", and ", ", but ", "; "), SECOND_SPEAKERS, SECOND_CUES[:3]):
        yield LEAD + f"{first}{joint}{speaker} {cue} the road would open soon.", {speaker: "the road would open soon"}


def according():
    for before, speaker, comma, clause in itertools.product(BEFORE_ACCORDING, ACCORDING, (", ", " "), ACCORDING_CLAUSES):
        yield LEAD + f"{before}according to {speaker}{comma}{clause}.", {speaker: clause}


def bodies():
    for name, where, body, frame in itertools.product(("Ann Orr", "Dr Doug Vale"), ("of", "from", "at", "with"), BODIES, BODY_FRAMES):
        yield LEAD + frame.format(f"{name} {where} {body}"), {name.removeprefix("Dr "): "the road would open soon"}


def trades_with_tail():
    for trade, tail, frame in itertools.product(TRADES_WITH_TAIL, TRADE_TAILS, TRADE_FRAMES):
        yield LEAD + frame.format(f"{trade} {tail}"), {"Ann Orr": "the road would open soon"}


def next_reports():
    for first, joint, speaker, (cue, gerund) in itertools.product(FIRST_REPORTS, NEXT_REPORTS, NEXT_SPEAKERS, NEXT_CUES.items()):
        cue = gerund if joint.strip(", ") in ("with", "despite") else cue
        yield (LEAD + f"Ann Orr said {first}{joint}{speaker} {cue} the bridge was rotten.",
               {"Ann Orr": first, speaker.removeprefix("Minister "): "the bridge was rotten"})


def when_said():
    for when, cue, speaker in itertools.product(WHEN_SAID, WHEN_CUES, WHEN_SPEAKERS):
        yield LEAD + f"{speaker} {cue} {when} that the road would open soon.", {speaker: "the road would open soon"}


def ways():
    for speaker, way in itertools.product(WAY_SPEAKERS, WAYS + PASSIVE_WAYS):
        if speaker == "Two officials":
            way = way.replace("was ", "were ", 1).replace("is ", "are ", 1) if way in PASSIVE_WAYS else way
        yield LEAD + f"{speaker} {way} the road would open soon.", {speaker: "the road would open soon"}


def distances():
    for speaker, between, cue in itertools.product(DISTANCE_SPEAKERS, DISTANCES, DISTANCE_CUES):
        words = "the road would open soon"
        yield LEAD + f"{speaker}{between.rstrip()} " + cue.format(upper(words) if "“" in cue else words), {speaker: words}


def late_speakers():
    for quote, cue, (speaker, name), adding in itertools.product(LATE_QUOTES, LATE_CUES, LATE_SPEAKERS.items(), (False, True)):
        text = LEAD + f"{quote} {cue} {speaker}" + (", adding that it was cold." if adding else ".")
        yield text, [name, name] if adding else {name: quote.strip("‘’“”,").removesuffix("”")}


def urging():
    for speaker, cue, addressee in itertools.product(WAY_SPEAKERS, URGING, URGED):
        yield LEAD + f"{speaker} {cue} {addressee} to stay away from the bridge.", {speaker: "to stay away from the bridge"}
    for speaker, cue in itertools.product(WAY_SPEAKERS, PROMISING):
        yield LEAD + f"{speaker} {cue} open the road in May.", {speaker: " ".join(cue.split()[-2:] if cue.endswith(("not to", "never to")) else ["to"]) + " open the road in May"}


def mixed():
    for speaker, (said, words), adding in itertools.product(WAY_SPEAKERS, MIXED.items(), (False, True)):
        yield (LEAD + f"{speaker} {said}" + (", adding that it was cold." if adding else "."),
               [speaker, speaker] if adding else {speaker: words})


def leads():
    for words, speaker, time, tail in itertools.product(LEADS, LEAD_SPEAKERS, LEAD_TIMES, LEAD_TAILS):
        yield LEAD + f"{upper(words)}, {speaker} said{time}{tail}.", {speaker: words}


def report_tails():
    for speaker, cue, tail in itertools.product(WAY_SPEAKERS, REPORT_CUES, REPORT_TAILS):
        cue = cue.replace("has", "have") if speaker == "Two officials" else cue
        yield LEAD + f"{speaker} {cue} the road would open soon{tail}.", {speaker: "the road would open soon"}


def several_verbs():
    for speaker, (said, words) in itertools.product(WAY_SPEAKERS, SEVERAL_VERBS.items()):
        said = said.replace(" A", " " + SEVERAL_WORDS["A"]).replace(" B", " " + SEVERAL_WORDS["B"])
        yield LEAD + f"{speaker} {said}.", [(speaker, SEVERAL_WORDS[letter]) for letter in words]


def claims():
    for speaker, words, frame in itertools.product(("Ann Orr", "the mayor", "Orta Foods"), CLAIMED, CLAIMS):
        says = "S" in frame and not ("to claims" in frame or "about reports" in frame)
        yield LEAD + upper(frame.replace("S", speaker, 1)[:-2] + words + "."), {speaker if says else "": words}


def heard():
    for words, frame in itertools.product(CLAIMED, HEARD):
        speaker = next((name for who, name in HEARD_FROM.items() if who in frame), "")
        yield LEAD + (upper(words) + frame[1:] if frame[0] == "C" else frame[:-2] + words + "."), {speaker: words}


def orders():
    for speaker, (order, words) in itertools.product(WAY_SPEAKERS, ORDERS.items()):
        yield LEAD + f"{speaker} {order}.", {speaker: words}


def anonymous():
    for asked, frame in itertools.product(ANONYMOUS, ANONYMOUS_FRAMES):
        yield LEAD + frame.format(asked), {"a driver": "the road was closed"}


def short_clauses():
    for words, frame, speaker in itertools.product(SHORT_CLAUSES, SHORT_FRAMES, ("Ann Orr", "the council", "officials")):
        yield LEAD + frame.format(s=upper(speaker) if frame[1] == "s" else speaker, c=words, C=upper(words)), {speaker: words}


def amounts():
    for several, frame in itertools.product(AMOUNTS, AMOUNT_FRAMES):
        yield LEAD + frame.format(s=several, S=upper(several)), {several: "the road was closed"}


def called_again():
    for (first, name, words), frame in itertools.product(AGAIN, AGAIN_FRAMES):
        for again in words:
            yield LEAD + first + "\n\n" + frame.format(s=again, S=upper(again)), [name]


def german_family_names():
    for given, family in itertools.product(("Jens", "Karl-Uwe"), GERMAN_FAMILIES):
        name, other = f"{given} {family}", "„Es regnet“, sagte Karl Ness."
        later = [f"„Es war dunkel“, sagte {family}.", f"{family} sagte, die Straße sei gesperrt.",
                 f"Am Montag erklärte {family}, er habe nichts gewusst.", f"{family} zufolge war die Straße gesperrt."]
        yield ("\n\n".join([GERMAN_LEAD + f"„Niemand kam“, sagte {name}, der Leiter der Behörde."] + [f"{other}\n\n{text}" for text in later]),
               [name] + ["Karl Ness", name] * len(later))


def german_speakers():
    for (speaker, name), frame in itertools.product(GERMAN_SPEAKERS.items(), GERMAN_FRAMES):
        yield GERMAN_LEAD + frame.format(s=speaker, S=upper(speaker)), [name]


def german_called_again():
    """Uwe Wibbel is called again by a noun for what he is; who comes in unnamed beside him isn't."""
    for (first, name, words), frame in itertools.product(GERMAN_AGAIN + GERMAN_BODIES, GERMAN_AGAIN_FRAMES):
        for again, gap in itertools.product(words, ("\n\n", " ")):
            yield GERMAN_LEAD + first + gap + frame.format(s=again, S=upper(again)), [name]
    for (first, _, _), newcomer, frame in itertools.product(GERMAN_AGAIN[::4], GERMAN_NEWCOMERS, GERMAN_AGAIN_FRAMES):
        yield GERMAN_LEAD + first + "\n\n" + frame.format(s=newcomer, S=upper(newcomer)), [newcomer]


def german_reports():
    """Only in the subjunctive verbs that say how are a cue; a report may go on behind its cue."""
    for frame, speaker in itertools.product(GERMAN_SOMEHOW, GERMAN_REPORTERS):
        yield GERMAN_LEAD + frame.format(s=speaker), {speaker.split(" am ")[0]: "Der Weg sei frei"}
    for frame, speaker in itertools.product(GERMAN_GOES_ON, GERMAN_REPORTERS):
        end = frame.split(", ")[2].rstrip(".")
        yield GERMAN_LEAD + frame.format(s=speaker), {speaker: "Der Weg sei frei " + end}


def far_subjects():
    """What stands between a subject and its cue is no subject."""
    for head, tail, cue in itertools.product(FAR_HEADS, FAR_TAILS, FAR_CUES):
        yield LEAD + f"{head} {tail} {cue}.", (head,)


def next_sentences():
    for after, speaker, gap in itertools.product(NEXT_SENTENCES + NEXT_SENTENCES_OF_ONE, ("Ann Orr", "the mayor, Ann Orr", "Ann Orr, the mayor"), (" ", "\n\n")):
        if speaker == "Ann Orr" or after in NEXT_SENTENCES:
            yield LEAD + f"“{WORDS_BEFORE}.”{gap}" + after.format(s=speaker), {"Ann Orr": WORDS_BEFORE}


def sentences_before():
    for before, speaker, gap in itertools.product(SENTENCES_BEFORE, ("Ann Orr", "Ann Orr, who runs the ferry,", "Ann Orr, 43,"), (" ", "\n\n")):
        if speaker == "Ann Orr" or "’s verdict" not in before:
            yield LEAD + before.format(s=speaker).replace(",.", ".") + f"{gap}“{WORDS_BEFORE}.”", {"Ann Orr": WORDS_BEFORE}


def verdicts():
    for verdict, speaker, quote in itertools.product(VERDICTS, VERDICT_SPEAKERS, VERDICT_QUOTES):
        name = speaker.removeprefix("Leith Rovers manager ")
        yield LEAD + verdict.format(q=quote, s=speaker) + ".", {name: quote.strip("“”‘’,")}


def court():
    for (question, speaker), answer, gap in itertools.product(COURT_QUESTIONS.items(), COURT_ANSWERS, (" ", "\n\n")):
        text = question.format(q="“Did you see the boat?”") + gap + answer.format(q="“I was at home.”")
        yield COURT_LEAD + text, {speaker: "Did you see the boat?", "Tom Vale": "I was at home"}
        if gap == "\n\n":  # who asked asks again
            yield COURT_LEAD + text + "\n\n“Were you alone all night?”\n\n“I was, except for the dog.”", [
                (speaker, "Did you see the boat?"), ("Tom Vale", "I was at home"), (speaker, "Were you alone all night?"), ("Tom Vale", "I was, except for the dog")]


def interruptions():
    for interruption, (quote, words), speaker in itertools.product(INTERRUPTIONS, INTERRUPTED.items(), ("Ann Orr", "the mayor")):
        yield LEAD + quote.format(interruption.format(s=speaker)), {speaker: words}


def going_on():
    for first, after, gap in itertools.product(SPOKEN_BEFORE, GOING_ON, ("", "Police closed the bridge last week.\n\n")):
        if not gap or after.startswith(("She", "Orr", "The", "But", "Of", "On", "Turning", "Mrs")):
            yield LEAD + first + "\n\n" + gap + after.format(q="“It will stay shut until May. Nobody knows why.”"), ["Ann Orr", "Ann Orr"]


def programmes():
    for frame, quote, speaker in itertools.product(PROGRAMMES, PROGRAMME_QUOTES, ("Tom Orr", "Ann Orr")):
        yield LEAD + frame.format(s=speaker, q=quote), {speaker: quote[1:-1]}
    for frame, quote, speaker in itertools.product(OPENED_WITH_WORDS, PROGRAMME_QUOTES, ("Tom Orr", "Ann Orr")):
        yield LEAD + frame.format(s=speaker, q=quote), quote[1:-1]


def announced():
    for line, (quote, words), speaker in itertools.product(ANNOUNCED, ANNOUNCED_QUOTES.items(), ("Ann Orr", "the mayor", "Orta Foods")):
        yield LEAD + upper(line.format(s=speaker)) + "\n\n" + quote, [speaker] * len(words)


def voices():
    for (text, speakers), (opening, closing) in itertools.product(VOICES.items(), MARKS[:3]):
        yield LEAD + text.replace("“", opening).replace("”", closing), speakers


def in_words():
    for (frame, words), quote, speaker in itertools.product(CLAUSES_IN_WORDS.items(), IN_WORDS, ("Ann Orr", "the mayor", "Orta Foods")):
        yield LEAD + frame.format(s=speaker, q=quote) + ".", {speaker: words.format(q=quote)}


def with_one():
    words = "It was awful. I can’t believe it."
    for frame, (speaker, name), saying in itertools.product(WITH_ONE, WITH_WHOM.items(), WITH_SAYING):
        first = {"Ann Lowe": "Is it late?"} if "Ann Lowe asking" in frame else {}
        yield LEAD + frame.format(s=speaker, g=saying, q=f"“{words}”"), first | {name: words}


def officers():
    for (i, body), (k, office) in itertools.product(enumerate(OFFICES_OF), enumerate(OFFICERS_OF)):
        for frame in (OFFICER_FRAMES[(i + k) % 5], OFFICER_FRAMES[(i + k + 2) % 5]):
            yield LEAD + frame.format(f"{body} {office} Ann Orr"), ["Ann Orr"]


def two_sorts():
    """Groups of two sorts, and what is two people's or two bodies': one speaker."""
    for speaker, frame in itertools.product(TWO_SORTS, FRAMES):
        yield "It rained all week.\n\n" + frame.format(s=speaker, S=upper(speaker)), [speaker]


def ones_with_name():
    for speaker, frame in itertools.product(ONES_WITH_NAME, FRAMES):
        text = frame.format(s=speaker, S=upper(speaker)).replace(",.", ".").replace(",,", ",")
        yield "The road to the town was shut. Two men left the hall.\n\n" + text, ["Tom Vale"]


def in_what():
    for what, (speaker, name), cue in itertools.product(IN_WHAT, IN_WHAT_SPEAKERS.items(), ("said the road was closed.", "said: “The road was closed.”")):
        yield LEAD + f"In {what} {speaker} {cue}", [name]


def bodies_again():
    for (body, called), (other, between), cue in itertools.product(CALLED_BODIES.items(), OTHER_BODIES.items(), ("{} said the road was closed.", "“The road was closed,” {} said.")):
        if called not in ("the company", "the union") or "Vale Capital said" not in other and called == "the company" or "RMT" not in other and called == "the union":
            name = body.removeprefix("the charity ")
            yield LEAD + f"{upper(body)} will close its site in Leith, it said on Monday.\n\n{other}\n\n{upper(cue.format(called))}", [name, *between, name]


def of_the_dead():
    for (other, speaker), own, (name, p, s) in itertools.product(OF_THE_DEAD.items(), BY_THE_DEAD, (("Karen Orr", "she", "her"), ("Doug Orr", "he", "his"))):
        words = {"p": p, "s": s, "P": upper(p), "S": upper(s)}
        yield (f"{name}, the painter, has died aged 81.\n\n{upper(p)} was born in Leith in 1931.\n\n{other.format(**words)}\n\n{own.format(**words)}", [speaker, name])


def seen_documents():
    for (i, document), (k, seen), (n, aside) in itertools.product(enumerate(SEEN_DOCUMENTS), enumerate(SEEN), enumerate(SEEN_ASIDES)):
        yield LEAD + f"{document} {seen}{aside}{SEEN_CUES[(i + k + n) % len(SEEN_CUES)]}", (document,)


def replies():
    for noun, aside, end, (owner, name) in itertools.product(REPLY_NOUNS, REPLY_ASIDES, REPLY_ENDS, (("Lindholm’s", "Karen Lindholm"), ("The mayor’s", "Doug Vale"))):
        yield LEAD + f"Karen Lindholm wrote to Doug Vale, the mayor.\n\n{owner} {noun}{aside}{end}", [name]


def places_as_given():
    for (i, given), before in itertools.product(enumerate(PLACES_AS_GIVEN), BEFORE_GIVEN):
        name = f"{given} {('Sinkala', 'Moyo', 'Banda')[i % 3]}"
        yield (LEAD + f"{before.format(name)} said the strike would go on.\n\n“It is late,” said Martin Hale.\n\n“The men are tired,” Mr {name.split()[1]} "
               f"said.", [name, "Martin Hale", name])


def members_for():
    for seat, office, before in itertools.product(SEATS, SEAT_HOLDERS, OF_A_PARTY):
        yield (f"{before}\n\n“It is late,” the {seat} {office} said.\n\nThe plan was drawn up last year.",
               (["Hugh Lindholm"] if " said" in before else []) + ["Hugh Lindholm"])


def replies_to_somebody():
    for talker, to, verb in itertools.product(TALKERS, TALKED_TO, ("replied", "answered", "retorted")):
        name = {"The clerk": "clerk", "Orr": "Orr"}.get(talker, "Doug Orr")
        yield (LEAD + f"“You are late,” {talker[0].lower() + talker[1:] if talker != 'Orr' else talker} told {to}. “The bus broke down,” he {verb}.",
               [name, "Mark Hale"])


def after_events():
    for event, who, said in itertools.product(AFTER_EVENTS, AFTER_EVENT_SPEAKERS, ("said: “It is late for us all.”", "said the road was closed.")):
        yield LEAD + f"{event} {who} {said}", ["Karen Lindholm"]


def also_does():
    for subject, comma, does in itertools.product(("Hugh Lindholm", "Lindholm Foods", "The council"), ("", ","), ALSO_DOES):
        yield LEAD + f"{subject} says the road floods each winter{comma} and {does}{' the pumps failed' if does.endswith('why') else ''}.", "the road floods each winter"
def lettered():
    """Q. and A.: what stands behind the letter is no part of a name, nor is "A" an article."""
    for (asks, answers), i, n in itertools.product(LETTERS, range(len(INTERVIEW_ANSWERED)), (2, 4)):
        turns = [(INTERVIEW_ASKED[(i + k) % len(INTERVIEW_ASKED)], INTERVIEW_ANSWERED[(i + k) % len(INTERVIEW_ANSWERED)]) for k in range(n)]
        yield ("Karin Lindqvist took over Torn Rovers in May. She met us on Friday.\n\n" + "\n\n".join(f"{asks}{q}\n\n{answers}{a}" for q, a in turns),
               [("Karin Lindqvist", a) for _, a in turns])


def says_on():
    for subject, comma, does in itertools.product(("Hugh Lindholm", "Lindholm Foods", "The council"), ("", ","), SAYS_ON):
        yield LEAD + f"{subject} said the road would open in May{comma} and {does}.", "the road would open in May"


def counsel():
    for first, then in itertools.product(DEFENDERS, COUNSEL):
        yield LEAD + f"{first} the man was ill.\n\n{then}", ["Hugh Lindholm", "Hugh Lindholm"]


def asking_documents():
    for document, (asked, words), became in itertools.product(ASKING_DOCUMENTS, ASKED_BY_DOCUMENTS, BECAME_OF_DOCUMENTS):
        yield LEAD + f"{document} {asked} {became}.", words


def unread():
    """Constructions that no annotated article had."""
    for speaker in ("Ann Orr", "the mayor", "the union", "officials"):
        for body, deed in itertools.product(UNREAD_OF, UNREAD_DEEDS):
            yield LEAD + f"{upper(speaker)} accused {body} of {deed}.", {speaker: deed}
        for frame, words in UNREAD.items():
            yield LEAD + upper(frame.replace("S", speaker, 1)) + ".", {speaker: words}
        for called, saying in itertools.product(("described by S as “a toy”", "criticised by S as “mad and bad”"), ("saying it was late", "adding that it was late")):
            yield LEAD + f"The plan was {called.replace('S', speaker)}, {saying}.", [speaker, speaker]
        yield (LEAD + f"The road was closed at noon, according to {speaker}; the bridge opened at six, according to the Herald.",
               [(speaker, "The road was closed at noon"), ("Herald", "the bridge opened at six")])
    for frame, words in itertools.product(UNREAD_CLAIMED, UNREAD_CLAIMS):
        yield LEAD + frame.replace("C", words) + ".", {"": words}
    for who, (thing, said) in itertools.product(("man", "woman", "lawyer"), itertools.product(UNREAD_THINGS, ("said", "claimed"))):
        yield LEAD + f"The {who} who {thing} {said} the road was closed.", {who: "the road was closed"}
    for document, verb in itertools.product(("motion", "report", "lawsuit"), ("was never inspected", "will not be opened")):
        yield LEAD + f"The bridge, reads the {document}, {verb}.", {document: f"The bridge {verb}"}


def unsaid():
    for speaker in ("Ann Orr", "The council", "Orta Foods", "The mayor"):
        for phrase in UNSAID:
            yield LEAD + f"{speaker} {phrase}.", []
        for verb, words in itertools.product(("reported", "claimed", "announced"), SAID_WITH_NOUNS):
            yield LEAD + f"{speaker} {verb} {words}.", {speaker: words}


def nobody_says():
    for nobody, saying in itertools.product(NO_SPEAKERS, NO_SAYING):
        yield LEAD + f"{nobody} {saying}.", []
    for speaker, adverb, question in itertools.product(("Ann Orr", "The judge"), ASKED_ADVERBS, ASKED_QUESTIONS):
        yield LEAD + f"{speaker} asked Hugh Hale {adverb} {question}.", {speaker: question}
    for other, tie, verb in itertools.product(OTHERS_SAY, OTHERS_TIED, ("said", "told the Herald")):
        yield LEAD + f"Ann Orr said the plan was unfair{tie} {other} {verb} it was late.", [("Ann Orr", "the plan was unfair"), (other, "it was late")]
    for speaker, frame, words in itertools.product(("Ann Orr", "The mayor"), IF_ELECTED, IF_ELECTED_WORDS):
        yield LEAD + f"{speaker} {frame.replace('A', words)}.", {speaker: words}


def said_then_saying():
    """The lead of many an agency story: what was announced, by whom and when, and what was said beside it."""
    closed, behind = "The old bridge will close for a year", "the cables were unsafe"
    for (speaker, cue), when, tie in itertools.product(AGENCY_CUES, AGENCY_TIMES, (None, ", saying ", ", adding that ", ", blaming the strike")):
        said = [(speaker, closed)] + [(speaker, behind)] * (tie is not None and tie.endswith(" "))
        yield LEAD + f"{closed}, {speaker} {cue} {when}{tie or ''}{behind if len(said) > 1 else ''}.", said


def plain(words):
    words = (words or "").lower().strip(".,“”").replace("“", "").replace("”", "")
    for article in ("the ", "der ", "die ", "das "):
        words = words.removeprefix(article)
    return words


def is_right(records, wanted):
    """Wanted are the speakers of all records, or the words of one, or (a tuple) how the speakers' mentions begin, or (a dict) the
    words of all by their speakers, or (pairs) speakers and words."""
    if isinstance(wanted, str):
        return any(plain(record["quote"]) == plain(wanted) for record in records)
    if isinstance(wanted, tuple):
        mentions = [speaker["mention"] for record in records for speaker in record["speakers"]]
        return len(mentions) == len(wanted) and all(found.startswith(head) for found, head in zip(mentions, wanted))
    if wanted and isinstance(wanted, list) and isinstance(wanted[0], tuple):
        return [(plain(record["speaker"]), plain(record["quote"])) for record in records] == [(plain(name), plain(words)) for name, words in wanted]
    if isinstance(wanted, dict) and [plain(record["quote"]) for record in records] != [plain(words) for words in wanted.values()]:
        return False
    return [plain(record["speaker"]) for record in records] == [plain(name) for name in wanted]


def wrong_ones(quoth, language, articles):
    dump = "".join(json.dumps({"id": i, "text": text}) + "\n" for i, (text, _) in enumerate(articles))
    output = subprocess.run([quoth, "--from", "jsonl", "--lang", language], input=dump, capture_output=True, text=True, check=False)
    if output.returncode > 1:
        sys.exit(f"templates.py: {output.stderr}")
    records = [[] for _ in articles]
    for line in output.stdout.splitlines():
        record = json.loads(line)
        records[int(record["doc"])].append(record)
    return [(text, found) for (text, wanted), found in zip(articles, records) if not is_right(found, wanted)]


def interviews():
    """Each turn is its holder's, others are told of in it."""
    for (lead, ask, answer, asker), ((words, told), (more, also)) in itertools.product(INTERVIEWS, itertools.permutations(TURN_ANSWERS, 2)):
        questions, answers = ("How do you choose?", "And then?", "Is it over?"), (words, more, "I hope so.")
        turns = [text for i, (question, said) in enumerate(zip(questions, answers)) for text in (ask.format(i) + question, answer.format(i) + said)]
        wanted = []
        for question, said, reports in zip(questions, answers, (told, also, {})):
            wanted += [(asker, question)] * bool(asker) + [("Sheila Mowat", said), *reports.items()]
        yield "\n\n".join(["The art of the list", lead, *turns]), wanted


def topics():
    """Of Hale, who left in May, he said: whoever a sentence opens with is not its "he", unless behind "As for"."""
    for (opener, frame), (first, other, pronoun), tail in itertools.product(
            enumerate(TOPIC_OPENERS), (("Doug Lindholm", "Martin Hale", "he"), ("Karen Lindholm", "Jane Vale", "she")), TOPIC_TAILS):
        text = frame.format(o=other.split()[1], p=pronoun)
        before = (f"{first} praised the team’s captain, {other}, after the match.", f"{first} spoke of {other} after the match on Sunday.")[opener % 2]
        yield LEAD + f"{before}\n\n{text} {tail}", [other if frame.startswith("As for") else first]


def halves():
    """Vale Foods' manager left; he says: the subject of a sentence's first half is who "he" is in its second one."""
    for (before, who), (first, name), sign, said in itertools.product(HALVES_BEFORE, HALVES, ("; ", ": ", " – "), HALVES_SAID):
        yield LEAD + f"{before} {first}{sign}{said}", [who, name] if who else [name]


def answers():
    """Ann Orr asked the witness where he had been. He said: who was asked answers."""
    for before, (asked, name), said in itertools.product(("Tom Hale said it was late.", "“It is late,” Tom Hale told the paper."), WHO_IS_ASKED, ANSWERS):
        asker = asked.split(" asked")[0].removeprefix("The judge, ").removeprefix("Miss ")
        yield LEAD + f"{before}\n\n{asked}. {said}", ["Tom Hale", asker, name]


def another_said():
    """Another said the road was closed. “I walked home,” she added."""
    for first, verb, said in itertools.product(ONE_BEFORE, ("said", "told the paper", "claimed"), ANOTHER_SAID):
        yield LEAD + f"{first} Another {verb} that the road was closed. {said}", [first.split(" said")[0], "Another", "Another"]


def and_he_said():
    """The car left the road and, police said, hit a wall: what stands before "and" is the writer's."""
    for (deed, by, then), said in itertools.product(DEEDS_AND, ("said", "later said", "claimed", "told reporters")):
        yield LEAD + f"{deed}, {by} {said}, {then}.", then


def and_somebody():
    """Lowe said the driver, a man of 40, and his wife were safe."""
    for speaker, (first, second), said, verb in itertools.product(("Ann Vale", "Police", "The minister"), AND_SOMEBODY, ("said", "says"), AND_SOMEBODY_VERBS):
        words = f"{first}, and {second} {verb}"
        yield LEAD + f"{speaker} {said} {words}.", words


def told_again():
    """Residents were told repeatedly to leave; the council has shut the road and is urging drivers to stay away; advised them not to use roads that flood."""
    for frame, deed in itertools.product(TOLD_AGAIN, TOLD_DEEDS):
        yield LEAD + frame.format(deed), deed


def letters_seen():
    """A letter dated May 3 and seen by the Herald says: the letter, not the Herald."""
    for (letter, by), said in itertools.product(itertools.product(LETTERS_SEEN, ("the Herald", "Orr Marine", "Global Wire")), ("said the road was closed", "says that it was late")):
        name = letter.format(by)
        yield LEAD + f"{name} {said}.", [name]


def of_two_things():
    """The council's head of parks and leisure, Ann Vale, said; the minister of trade and industry said."""
    for office, things, (frame, name) in itertools.product(HEADS_OF, TWO_THINGS, OF_TWO_FRAMES):
        role = f"{office} {things}"
        yield LEAD + upper(frame.format(role)), [name or upper(role)]


def makers():
    """Vale Foods cut jobs. ¶ The maker of Old Tom biscuits said."""
    for before, maker, frame in itertools.product(MAKERS_BEFORE, MAKERS, ("{} said the plant was closed.", "“Nobody came,” {} said.")):
        said = frame.format(maker)
        yield LEAD + before + "\n\n" + (said if said.startswith("“") else upper(said)), ["Vale Foods"] * (1 + ("said" in before))


def whose():
    """Told residents whose homes were flooded: no report; the firm, whose lawyer said A, left: A ends before the comma."""
    for told, whom, clause in itertools.product(WHOSE_TOLD, WHOSE_WHOM, WHOSE_CLAUSE):
        yield LEAD + told.format(f"{whom} {clause}") + ".", []
    for head, noun, cue, fate in itertools.product(WHOSE_HEADS, WHOSE_NOUNS, WHOSE_CUES, WHOSE_FATES):
        yield LEAD + f"{head}, whose {noun} {cue.format('the road was closed')}, {fate}.", "the road was closed"


def members():
    """Sen. Ann Orr (R-Maine), who sat there and who said it; a group in Portland, Ore., that runs ferries, said."""
    for (member, name, seat), clause, frame, said in itertools.product(MEMBERS, MEMBER_CLAUSES, MEMBER_FRAMES, MEMBER_SAYS):
        yield LEAD + frame.format(f"{member} {seat}", clause.format(said)) + ".", {name: "the bill was late"}
    for town, tail, said in itertools.product(TOWNS_IN_STATES, FROM_TOWNS, ("said the bill was late", "told reporters that the bill was late")):
        yield LEAD + f"Alice Boone, {tail.format(town)} {said}.", {"Alice Boone": "the bill was late"}
    for (member, name, _), state, frame, said in itertools.product(MEMBERS[:2], MEMBERS_OF_STATES, MEMBER_FRAMES[1:], MEMBER_SAYS):
        yield LEAD + frame.format(f"{member}, {state}", f"who {said}") + ".", {name: "the bill was late"}


def told_of_them():
    """She said she was taken to a room and told that it was closed; she praised those who had come and said it was late."""
    for (speaker, subject), done, told in itertools.product(DONE_TO_SUBJECTS, DONE_TO, DONE_TO_TOLD):
        yield LEAD + f"{speaker} said {subject} {done} and {told}.", f"{subject} {done} and {told}"
    for speaker, praised, said in itertools.product(("Ann Orr", "The mayor", "Ms. Orr"), PRAISED, ("said the bill was late", "told the Herald that the bill was late")):
        yield LEAD + f"{speaker} {praised} and {said}.", {speaker.removeprefix("Ms. "): "the bill was late"}
    for some, said in itertools.product(SOME_OF, ("said the bill was late", "say that the bill was late")):
        yield LEAD + f"{upper(some)} {said}. ", {some: "the bill was late"}


def that_account():
    """A spokesman disputed that account, saying it was late: no clause follows the noun."""
    for speaker, verb, account, (tail, said) in itertools.product(("Ann Orr", "A spokesman"), DISPUTED, THOSE_ACCOUNTS, DISPUTED_TAILS):
        yield LEAD + f"{speaker} {verb} {account}{'' if tail.startswith(',') else ' '}{tail}.", {speaker: said} if said else []


def between_commas():
    """She said that if it rained, as some hope, it would close; it cost £3m, records show, and was never used; he phoned to tell her that it was closed."""
    for speaker, said, words in itertools.product(("Ann Orr", "The governor"), ("said", "argued", "told reporters"), IF_AND_MAIN):
        yield LEAD + f"{speaker} {said} that {words}.", {speaker: words}
    for deed, records, then in itertools.product(("He was paid $2 million", "The firm closed nine plants in 2003", "She met the banker twice"), RECORDS_SHOW, AND_DID):
        yield LEAD + f"{deed}, {records} show, {then}.", {records: f"{deed} {then}"}
    for speaker, called, (tell, words) in itertools.product(("Ann Orr", "A man", "The senator"), CALLED_TO, TO_TELL):
        yield LEAD + f"{speaker} {called} {tell} {words}.", {speaker: words}
    for speaker, said, then in itertools.product(("Ann Orr", "the mayor", "officials"), SAID_IN, BUT_HAD):
        yield LEAD + f"The video was real, {speaker} said {said}, {then}.", {speaker: f"The video was real {then}"}


def signed():
    """The governor, in a statement signed by his spokesman, Femi Lind, said: the governor did."""
    for speaker, how, signer in itertools.product(("The governor", "Bakare", "Governor Hugh Bakare"), SIGNED, SIGNERS):
        yield LEAD + f"{speaker}, {how} {signer}, said the money had been released.", [speaker.removeprefix("Governor ")]


def relatives():
    for relative, mine in itertools.product(RELATIVES, ("Ms Orr", "Miss Orr")):
        yield LEAD + f"Ann Orr, 83, was taken to hospital. {relative} said the family was thankful. “She sings,” said {mine}.", ["Beth Orr", "Beth Orr"]


def in_which():
    for speaker, wrote in itertools.product(("Ann Orr", "Jean Hale"), WROTE_IN_WHICH):
        yield LEAD + f"{speaker} {wrote} she said the road was closed.", {speaker: "the road was closed"}


def numbered():
    for who in NUMBERED:
        yield LEAD + f"{who} said nobody came. “It was late,” {who} said.", [who, who]


def nationwide():
    for body in NATIONWIDE:
        yield LEAD + f"The road was closed, according to {body}. “It was late,” a spokesman for {body} said. {body} said it was late.", [body, f"a spokesman for {body}", body]


def who_it_was():
    """The president's choice to lead the agency said; she asked him who had paid; it has 600 employees, said its founder, Ann Orr, who lives there."""
    for chosen, said in itertools.product(CHOSEN, ("said the bill was late", "told senators that the bill was late", "said on Monday that the bill was late")):
        yield LEAD + f"{upper(chosen)} {said}.", {chosen: "the bill was late"}
    for speaker, asked, words in itertools.product(("Ann Orr", "The judge"), ASKED_WHO, WHO_HAD):
        yield LEAD + f"{speaker} {asked} {words}.", {speaker: "who " + words}
    for clause, who, said in itertools.product(INVERTED_CLAUSES, INVERTED_WHO, ("said", "says")):
        yield LEAD + f"{clause}, {said} {who}.", {"Ann Orr": clause}


def leaders():
    """The Ohio governor said. ¶ Governor Hugh Vale said: he is the one. A union leader said. ¶ Labour leader Hugh Vale said: two people. MP Ann Vale said. ¶ The member for Leith said."""
    for (place, office, title), then in itertools.product(PLACE_OFFICES, PLACE_OFFICE_GOES_ON):
        yield f"The {place} {office} said the road was closed.\n\n" + then.format(title, "Hugh Vale"), ["Hugh Vale", "Hugh Vale"]
    for (leader, office), said in itertools.product(LEADERS, ("said the plan was late", "was in Leith. “It is late,” he said")):
        yield f"{leader} said the road was closed.\n\n{office} Hugh Vale {said}.", [leader, "Hugh Vale"]
    for member, again in itertools.product(MEMBERS_OF_SEATS, ("The Member for Leith", "The member for Leith")):
        yield LEAD + f"{member} said there was hope.\n\n{again} said it would take time. “We stood firm,” she said.", ["Ann Vale"] * 3
    yield LEAD + "Mayor Hugh Vale said there was hope.\n\nThe member for Leith said it was late.", ["Hugh Vale", "The member for Leith"]


def replies_at_once():
    """Her mother says, "Is it late?" Lowe smiles and says, "It is."; told an audience that included two bishops."""
    for (asks, asker), question, who, replies in itertools.product(ASKS_FIRST, ("Is it late?", "Are you ready to go?"), ("Orr", "Ann Orr"), THEN_REPLIES):
        yield LEAD + f"{asks} “{question}” {who} {replies} “We will go.”", [(asker, question), (who, "We will go")]
    for who, whom in itertools.product(("Hale", "the mayor", "Ann Orr"), TOLD_AUDIENCES):
        yield LEAD + f"“It is late,” {who} told {whom}.", {who: "It is late"}


def pairs():
    """Ann Lowe, the mayor, and her deputy, Hugh Hale, said ...: both of them."""
    for first, second, cue in itertools.product(PAIR_FIRST, PAIR_SECOND, PAIR_CUES):
        yield LEAD + f"{first} and {second} {cue}.", [("Ann Lowe and Hugh Hale", "the road was closed")]


def helping():
    """A charity that feeds families said: it speaks, not they. According to one resident, Ann Orr, the road was closed."""
    for head, verb, whom in itertools.product(HELPING, HELPS, HELPED):
        yield LEAD + f"{head} {verb} {whom} said the road was closed.", (head.rpartition(" ")[0],)
    for one, (named, name) in itertools.product(ONE_OF_THEM, NAMED_BEHIND):
        yield LEAD + f"According to {one}, {named}, the road was closed.", {name: "the road was closed"}


def others_claims():
    """The road will close, the council said, despite warnings from traders that ...: it doesn't warn."""
    for clause, said, (link, who) in itertools.product(("The road will close in March", "Nobody was hurt"), REPORTED_BEFORE, THEN_CLAIMED):
        speaker = "Ann Orr" if "Orr" in said else said.split()[1]
        yield LEAD + f"{clause}, {said}, {link} shops would lose trade.", [(speaker, clause)] + [(who, "shops would lose trade")] * bool(who)


def said_more():
    """The road was icy, Ann Orr said, and urged drivers to stay at home: both are hers, whatever the road is."""
    for clause, (said, who), (link, more) in itertools.product(("The road was icy", "The minister had lied", "The firm had no choice"), WHO_SAID_MORE, SAID_MORE):
        yield LEAD + f"{clause}, {said}, {link} {more}.", [(who, clause), (who, more)]


def told_when():
    """The mayor told reporters on Monday, during a visit to the flooded quarter, that the road was closed."""
    for who, whom, when in itertools.product(("Ann Orr", "The mayor", "Police"), ("reporters", "the inquiry", "the BBC"), TOLD_WHEN):
        yield LEAD + f"{who} told {whom} {when} that the road was closed.".replace(" ,", ","), {who: "the road was closed"}


def what_it_held():
    """A promise by the mayor that nobody would go has been broken; parents were told to stay away after a pipe burst; her message was simple: ..."""
    for claim, (by, who), then in itertools.product(WARNINGS_BY, BY_WHOM, THEN_WAS):
        yield LEAD + f"{claim} {by} that nobody would be hurt {then}.", {who: "nobody would be hurt"}
    for (told, what), after in itertools.product(TOLD_TO, AFTER_IT):
        yield LEAD + f"{told} {what} {after}.", what
    for who, noun, plain_words in itertools.product(("Ann Orr", "The mayor", "The council"), ADVICE, IN_PLAIN_WORDS):
        yield LEAD + f"{who}'s {noun} {plain_words}: the road was closed.", {who: "the road was closed"}
    for who, first, more in itertools.product(("Ann Orr", "The mayor", "Residents"), ("it had rained", "the road was closed"), ("nobody was hurt", "it had taken a year")):
        again = {"Ann Orr": "she", "The mayor": "he", "Residents": "they"}[who]
        yield LEAD + f"{who} said {first}; {more}, {again} said.", [(who, first), (who, more)]


def broadcasts():
    """Lowe says at the time of the flood, most families had left; has told the inquiry, the clerk was late; residents blame the council and say it was late."""
    for speaker, words in itertools.product(("Hugh Hale", "The council", "A spokesman"), SAYS_UNDER):
        yield LEAD + f"{speaker} says {words}.", {speaker: words}
    for speaker, told, words in itertools.product(("Hugh Hale", "A nurse"), TOLD_BODIES, TOLD_BODIES_WORDS):
        yield LEAD + f"{speaker} {told}{words}.", {speaker: words}
    for opening, speaker, body in itertools.product(("In May", "For years", "Every Friday, from eight to noon"), ("she", "Ann Orr", "the clerk"), ("the court", "the Herald")):
        yield LEAD + f"{opening}, {speaker} told {body}, the men were late.", f"{opening} the men were late"
    for speaker, do, say in itertools.product(RESIDENTS, RESIDENTS_DO, ("say the road was unsafe", "say that the road was unsafe")):
        yield LEAD + f"{speaker} {do} {say}.", {speaker: "the road was unsafe"}
    for frame, speaker, said in itertools.product(IN_WHICH, ("Ann Orr", "the mayor"), ("said the road was closed", "said that the road was closed")):
        yield LEAD + frame.format(f"{speaker} {said}") + ".", {speaker: "the road was closed"}
    for speaker, words in itertools.product(("Hugh Hale", "The council"), SAYS_WHEN):
        yield LEAD + f"{speaker} says {words}.", {speaker: words}
    for speaker, says in itertools.product(("Hugh Hale", "Joe Hill"), NEXT_SAYS):
        yield LEAD + f"“We checked it,” Ann Orr said. “It is safe.” {speaker} {says}.", ["Ann Orr", speaker]
    for finder, words in itertools.product(FINDERS, FOUND_WORDS):
        yield LEAD + finder.format(words) + ".", words
    for text in CRICKETERS:
        yield LEAD + text + ".", []


def who_do():
    """Teachers want more pay and have threatened to strike: both verbs are theirs."""
    for several, deed, (frame, words) in itertools.product(DOING, THEY_DO, HAVE_SAID.items()):
        yield LEAD + f"{upper(several)} {deed} {frame.format(words)}.", words


def counted():
    """There were two reported cases of theft; as Orr argued with the clerk, the boat sank: no reports. As Orr told the crew, the boat sank: one."""
    for count, thing, frame in itertools.product(COUNTS, COUNTED, COUNTED_FRAMES):
        yield LEAD + upper(frame.format(f"{count} {thing}")), []
    for speaker, meanwhile in itertools.product(("Ann Orr", "the mayor", "Hugh Hale, a baker,"), MEANWHILE):
        for talked in TALKED:
            yield LEAD + f"As {speaker} {talked}, {meanwhile}.", []
        for told in AS_TOLD:
            yield LEAD + f"As {speaker} {told}, {meanwhile}.", meanwhile


def unreported():
    """These demands go further; how he answers that question will matter; more than it had demanded when it made the rule: no reports."""
    for these, noun, add in itertools.product(THESE, NOUNS_AS_VERBS, THEY_ADD):
        yield LEAD + f"{upper(these)} {noun} {add}.", []
    for answers_that, will in itertools.product(ANSWERS_THAT, QUESTION_WILL):
        yield LEAD + f"{answers_that} that question {will}.", []
    for more, who, verb, when in itertools.product(MORE_THAN, ("the council", "Ann Orr"), ("demanded", "promised", "predicted", "expected"), ("it made the rule", "the road was built in 2007")):
        yield LEAD + f"{more} {who} had {verb} when {when}.", []
    for one, wrote, knows in itertools.product(AS_ONE, WHO_WROTE, KNOWS):
        yield LEAD + f"As {one} who {wrote} for 25 years, {knows}.", []
    for text in TO_DATE:
        yield LEAD + text, []
def with_saying():
    """With the mayor saying there was no money, the shops opened: what the shops did isn't said. Minutes after police said ...: police, no minutes."""
    for link, who, saying, main in itertools.product(WITH_OR_DESPITE, WITH_SAYERS, ("saying", "saying that", "insisting that", "warning that"), THEN_MAIN):
        yield LEAD + f"{link} {who} {saying} there was no money, {main}.", {who: "there was no money"}
    for when, who, main in itertools.product(("Minutes after", "Hours after", "Moments before", "Just days after"), WITH_SAYERS, THEN_MAIN):
        yield LEAD + f"{when} {who} said there was no money, {main}.", {who: "there was no money"}


def things():
    """He agreed to a deal that nobody liked: no report. He admitted to friends that the deal was late: one."""
    for who, did, that in itertools.product(("Ann Orr", "The council", "Hugh Hale"), DID_TO_A_THING, THAT_THING):
        yield LEAD + f"{who} {did} {that}.", []
    for who, said, words in itertools.product(("Ann Orr", "The council"), SAID_THERE, ("the deal was late", "nobody liked the deal")):
        yield LEAD + f"{who} {said} that {words}.", {who: words}


def journals():
    """Bees can count, researchers report in the journal Insect Mind. The team said ...: the team, not the journal."""
    for journal, who, first in itertools.product(JOURNALS, WHO_FOUND, ("The results were published in {}.", "The finding appears in {}.", "The work, which took ten years, came out in {} on Monday.")):
        yield LEAD + first.format(journal) + f" {who} found that they skip the fifth flower.", {who.partition(",")[0]: "they skip the fifth flower"}


def commas():
    """Commas that writers leave out ("Four men were hurt he added.") or set ("The firm was told last week, it must go")."""
    for words, (who, speaker), cue in itertools.product(NO_COMMA_WORDS, NO_COMMA_SAYERS, ("said", "says")):
        yield f"Rivers\n\nSenator Tom Lind was at the yard. {upper(words)} {who} {cue}.", {speaker: words}
    for told, words in itertools.product(TOLD_COMMA, NO_COMMA_WORDS):
        yield LEAD + f"{told}, {words}.", words
    for subject, cue, words in itertools.product(("The yard's manager Ann Orr", "The head of the yard, Ann Orr"), ("says", "said"), ("Leith is late", "Leith has lost")):
        yield LEAD + f"{subject}, {cue} {words}.", {"Ann Orr": words}


def undemanded():
    """Things that are promised, claimed, asked for: no reports."""
    for who, did in itertools.product(("Ann Orr", "The council", "The group", "Hugh Hale"), UNDEMANDED):
        yield LEAD + f"{who} {did}.", []
    for what, threatens in itertools.product(("The absence of Ann Orr", "A fight between Ann Orr and the council"), ("threatened", "was threatening", "threatens")):
        yield LEAD + f"{what} {threatens} to overshadow the fair.", []
    for who, verb, one, does in itertools.product(("The report", "The council"), ("recommended", "suggested", "proposed"), ("residents", "the council", "Leith"), ("sell the mill", "contact the police")):
        yield LEAD + f"{who} {verb} {one} {does}.", {who: f"{one} {does}"}


def taken_up():
    """As for Orr, he said ...: Orr. He said they lied by claiming A: all of it. - Orr saying A: Orr. Maddow of The Ann Maddow Show."""
    for (name, he), tie, words in itertools.product((("Ann Orr", "she"), ("Hugh Hale", "he"), ("Senator Ann Orr", "she")), (" ", "\n\n"), ("it was late", "the road is closed")):
        yield LEAD + f"Tom Lind left with Jane Reed.{tie}As for {name}, {he} said {words}.", {name.removeprefix("Senator "): words}
    for who, said, words in itertools.product(("Ann Orr", "The council"), ("said", "argued", "insisted"), ("Hale won them over by saying that he was ill", "the firm kept its staff by promising that it would pay")):
        yield LEAD + f"{who} {said} {words}.", words
    for show, said in itertools.product(("on MSNBC’s The Rachel Marl Show", "on “The Rachel Marl Show”"), ("said", "asked if")):
        yield LEAD + f"The mayor was {show} on Thursday. Marl {said} the road was closed.", {"Rachel Marl": ("if " if said != "said" else "") + "the road was closed"}
    for who, did in itertools.product(("Ann Orr", "The council", "Donors in both towns"), UNSAID_THINGS):
        yield LEAD + f"{who} {did}.", []


def added_then():
    """"A," said Judith Marl, 58, adding: "B"; she said the "green list", drawn up in March, had been lost: all of it."""
    for said, adding in itertools.product(SAID_BY, ADDED_THEN):
        yield LEAD + f"“We would have worked for nothing,” {said}, {adding}: “We still would do that.”", [("Judith Marl", "We would have worked for nothing"), ("Judith Marl", "We still would do that")]
    for said, aside, what in itertools.product(("said the", "added that the", "insisted that the"), IN_MARKS_ASIDE, ("was open until May", "had been lost", "would end")):
        yield LEAD + f"Ann Orr {said} “green list”, {aside}, {what}.", {"Ann Orr": f"green list, {aside}, {what}"}


GRIDS = [  # name, articles, language, how many may be wrong
    ("family names", family_names, "en", 0),
    ("firms' names", firms, "en", 0),
    ("given names", given_names, "en", 0),
    ("titles", titles, "en", 0),
    ("short titles", short_titles, "en", 4),
    ("reporters' ways", reporters_ways, "en", 0),
    ("compatriots", compatriots, "en", 0),
    ("chairmen", chairmen, "en", 0),
    ("offices", offices, "en", 1),  # Planning, Development and Special Initiatives
    ("speakers", speakers, "en", 0),
    ("more speakers", more_speakers, "en", 3),  # world No 3 Doug Vale
    ("other speakers", other_speakers, "en", 3),
    ("openers", openers, "en", 0),
    ("clauses", clauses, "en", 0),
    ("parentheticals", parentheticals, "en", 0),
    ("cues", cues, "en", 0),
    ("parts", parts, "en", 3),  # "He pointed to" is doubtful
    ("nouns", nouns, "en", 0),
    ("statements", statements, "en", 0),
    ("tails", tails, "en", 0),
    ("done", done, "en", 0),
    ("not said", not_said, "en", 0),
    ("no reports", no_reports, "en", 0),
    ("who did", who_did, "en", 0),
    ("who said", who_said, "en", 4),  # warned the council nobody was in the hall
    ("verbs", verbs, "en", 0),
    ("marks", marks, "en", 0),
    ("called again", called_again, "en", 0),
    ("stories", stories, "en", 0),
    ("stories by role", stories_by_role, "en", 1),  # "She" is Leith North
    ("demands", demands, "en", 0),
    ("documents", documents, "en", 0),
    ("groups", groups, "en", 0),
    ("somebody", somebody, "en", 0),
    ("finals", finals, "en", 0),
    ("far subjects", far_subjects, "en", 0),
    ("German family names", german_family_names, "de", 0),
    ("German called again", german_called_again, "de", 0),
    ("German reports", german_reports, "de", 0),
    ("subordinate reports", subordinate_reports, "en", 0),
    ("asides", asides, "en", 0),
    ("two clauses", two_clauses, "en", 0),
    ("according to", according, "en", 5),  # according to officials drivers have not come back
    ("bodies", bodies, "en", 0),
    ("trades with a tail", trades_with_tail, "en", 0),
    ("next reports", next_reports, "en", 0),
    ("when it was said", when_said, "en", 0),
    ("ways", ways, "en", 0),
    ("distances", distances, "en", 0),
    ("late speakers", late_speakers, "en", 0),
    ("urging", urging, "en", 6),  # wrote to the mayor urging anyone who saw the fire
    ("mixed", mixed, "en", 0),
    ("leads", leads, "en", 0),
    ("tails of reports", report_tails, "en", 0),
    ("several verbs", several_verbs, "en", 0),
    ("claims", claims, "en", 0),
    ("heard", heard, "en", 0),
    ("orders", orders, "en", 0),
    ("next sentences", next_sentences, "en", 0),
    ("sentences before", sentences_before, "en", 0),
    ("verdicts", verdicts, "en", 0),
    ("questions and answers", court, "en", 0),
    ("interruptions", interruptions, "en", 0),
    ("going on", going_on, "en", 0),
    ("amounts", amounts, "en", 0),
    ("anonymous", anonymous, "en", 1),  # according to a driver who spoke on condition of anonymity
    ("short clauses", short_clauses, "en", 0),
    ("programmes", programmes, "en", 0),
    ("announced words", announced, "en", 0),
    ("voices", voices, "en", 0),
    ("clauses in words", in_words, "en", 0),
    ("with one saying", with_one, "en", 0),
    ("officers of bodies", officers, "en", 0),
    ("of two sorts", two_sorts, "en", 0),
    ("ones with a name", ones_with_name, "en", 0),
    ("documents with an aside", seen_documents, "en", 0),
    ("replies with an aside", replies, "en", 0),
    ("of the dead", of_the_dead, "en", 0),
    ("bodies called again", bodies_again, "en", 0),
    ("in what it was said", in_what, "en", 0),
    ("places as given names", places_as_given, "en", 0),
    ("members for a seat", members_for, "en", 0),
    ("replies to somebody", replies_to_somebody, "en", 0),
    ("after events", after_events, "en", 0),
    ("also does", also_does, "en", 0),
    ("interviews", interviews, "en", 15),  # he is whoever asked by a label of his own line
    ("says on", says_on, "en", 0),
    ("topics", topics, "en", 0),
    ("makers", makers, "en", 0),
    ("of two things", of_two_things, "en", 0),
    ("and somebody", and_somebody, "en", 0),
    ("told again", told_again, "en", 0),
    ("letters seen", letters_seen, "en", 0),
    ("halves", halves, "en", 0),
    ("answers", answers, "en", 0),
    ("another said", another_said, "en", 0),
    ("and, he said, did", and_he_said, "en", 0),
    ("counsel", counsel, "en", 0),
    ("documents that ask", asking_documents, "en", 0),
    ("letters of interviews", lettered, "en", 0),
    ("unread", unread, "en", 0),
    ("unsaid", unsaid, "en", 0),
    ("nobody says", nobody_says, "en", 0),
    ("whose", whose, "en", 0),
    ("leaders", leaders, "en", 0),
    ("replies at once", replies_at_once, "en", 0),
    ("pairs", pairs, "en", 0),
    ("said, then saying", said_then_saying, "en", 0),
    ("members", members, "en", 0),
    ("told of them", told_of_them, "en", 0),
    ("that account", that_account, "en", 0),
    ("between commas", between_commas, "en", 0),
    ("signed by an aide", signed, "en", 0),
    ("relatives", relatives, "en", 0),
    ("in which", in_which, "en", 0),
    ("numbered", numbered, "en", 0),
    ("nationwide", nationwide, "en", 0),
    ("who it was", who_it_was, "en", 0),
    ("helping", helping, "en", 1),
    ("others' claims", others_claims, "en", 0),
    ("said, and said more", said_more, "en", 0),
    ("told when", told_when, "en", 0),
    ("what it held", what_it_held, "en", 0),
    ("broadcasts", broadcasts, "en", 0),
    ("who do", who_do, "en", 0),
    ("counted", counted, "en", 0),
    ("unreported", unreported, "en", 0),
    ("with somebody saying", with_saying, "en", 0),
    ("journals", journals, "en", 0),
    ("added then", added_then, "en", 0),
    ("things", things, "en", 0),
    ("commas", commas, "en", 0),
    ("undemanded", undemanded, "en", 0),
    ("taken up", taken_up, "en", 0),
    ("German speakers", german_speakers, "de", 6)]  # sagte die Polizei der Zeitung „Bote“


def main():
    quoth, verbose, failed = sys.argv[1], "-v" in sys.argv, False
    for name, make, language, allowed in GRIDS:
        articles = list(make())
        wrong = wrong_ones(quoth, language, articles)
        print(f"{name}: {len(wrong)} of {len(articles)} articles are wrong, {allowed} may be")
        failed |= len(wrong) > allowed
        for text, found in wrong if verbose else wrong[:5] if len(wrong) > allowed else []:
            print("   ", text.split("\n\n", 1)[1], [(record["speaker"], record["quote"]) for record in found])
    sys.exit(failed)


if __name__ == "__main__":
    main()
