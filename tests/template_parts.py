"""The parts of which templates.py puts its articles together. All of it is made up."""

LEAD = "It rained all week in the town by the firth, and Sarah Ness did not know when the water would go down.\n\n"
GERMAN_LEAD = "In Leith hat es die ganze Woche geregnet. Anna Ness und Karl Ness blieben zu Hause.\n\n"

FAMILIES = """Lind White Green Young Hill Wood Fox Lane Banks Parks Cross Rock Steel Temple Church Walker Baker Bishop King Knight
Rice Stone Day May March West North Rush Price Cash Law Page Case Long Short Little Small Sharp Wise Best Rich Love Hope Snow
Frost Winter Summers Brown Gray Black Gold Bell Ball Bond Brook Rivers Lake Marsh Field Bush Rose Berry Bird Lamb Wolf Fish Head
Hand Power Strong Major Judge Pope Dean Marshall Prince Duke Noble Monk Moon Star Monday Easter Christmas London Paris York
French English Welsh Israel Jordan Dallas Austin Ford Trump Driver Flood Burns Waters Street Court House Hall Castle Post Times
Shah Child Guest Friend Good Savage Bright Everton""".split()
FIRMS = """Suzuki Honda Toyota Mazda Nissan Porsche Ferrari Citroen Peugeot Renault Bosch Siemens Tesla Dell Disney Cadbury Barclay Barclays
Morgan Lehman Goldman Kraft Heinz Merck Bayer Pfizer Lilly Sainsbury Dyson Tate Lloyd Ford Mercedes Bentley Sears Kroger Nordstrom Mars
Nestle Fox Sky Apple Arsenal Everton Marriott Hilton Hugo Armani Prada Watson""".split()
LONG_NAMES = ["Doug {}", "Doug B. {}", "Doug {} Jr.", "Doug {} QC", "Amir {}", "Doug Lee {}", "Mayor Doug {}", "team manager Doug {}"]

MEN = """Junior Amir Don Dom Malik Raja Will Mark Dean Earl Christian Israel Jordan Austin Dallas Houston Lincoln Marshall Miles Rich Chase Chuck Bill Pat Jack Frank
Grant Lance Pierce Drew Art Bob Guy Cliff Dale Glen Heath Clay Rocky Ford Noble Wayne Carter Mason Hunter Taylor Tyler Cooper
Parker Walker Porter Archer Turner Miller Spencer Roman Norman Francis Homer Wolf Jay Robin Martin Angel Jesus Moses Ali Chance
Dick Curt Ray River Brooks Reed Clark Page York Preston Kingston Phoenix Brook""".split()
WOMEN = """Hope Grace Faith Joy Summer Autumn Dawn Eve Rose Lily Daisy Violet Iris Ivy Heather Hazel Olive Poppy Ruby Pearl Amber
Jade Crystal Ginger Sage Cherry Melody Harmony Carol Joyce Constance Patience Mercy Chelsea Paris Sydney Victoria Georgia
Virginia Florence Charlotte Madison Carolina India China Asia Destiny Liberty Eden Skye Misty Brandy Candy Penny Dolly Wren
Fern Holly Laurel Willow Page Reese Sunny Frankie Kim Kelly Tracy Ashley Shannon Jean Joan Morgan Rowan""".split()

MENS_TITLES = """Mr;Dr;Prof;Professor;Rev;Reverend;The Rev;Fr;Father;Pastor;Bishop;Archbishop;Cardinal;Imam;Rabbi;Sheikh;PC;DC;Det
Con;Det Sgt;Detective Sergeant;DI;Det Insp;Detective Inspector;DCI;Detective Chief Inspector;Det Supt;Inspector;Ch Insp;Supt;Chief
Supt;Assistant Chief Constable;Chief Constable;Commander;Commissioner;Sgt;Corporal;Lance Corporal;Private;Capt;Captain;Maj;Lt;Lt
Col;Colonel;Brigadier;General;Maj Gen;Rear Admiral;Admiral;Air Marshal;Group Captain;Wing Commander;Squadron Leader;Flt
Lt;ASP;DSP;Cllr;Councillor;Ald;MP;Sen.;Senator;Rep.;Congressman;Gov.;Governor;Lt. Gov.;Mayor;Deputy Mayor;President;Vice
President;Prime Minister;Chancellor;Foreign Secretary;Health Minister;Judge;Justice;Mr Justice;Lord Justice;Recorder;District
Judge;Sheriff;Coroner;Lord;Sir;Shri;Datuk;Datuk Seri;Tan Sri;Tun;Encik;Haji;Alhaji;Chief;Barrister;Engr.;Mallam;Ambassador;High
Commissioner;Advocate;Ato;Herr;Coach;Trooper;Deputy;Special Agent;Officer;Senior Constable;Detective Senior Constable;Acting
Inspector;Firefighter;Watch Manager;Station Manager;Paramedic;Nurse;Head Teacher;Vice-Chancellor;Speaker;Minister;Chairman;CEO;Chief
Executive;Spokesman;Solicitor;Prosecutor;District Attorney;Attorney General;Master Sgt.;Staff Sgt.;Petty
Officer;Spc.""".replace("\n", " ").split(";")
WOMENS_TITLES = "Mrs;Ms;Miss;Sister;WPC;Congresswoman;Baroness;Lady;Dame;Smt;Puan Sri;Cik;Hajia;Frau;Mrs Justice;Chairwoman;Spokeswoman".split(";")

SPEAKERS = {  # how somebody is called, and the name that is printed for it
    "Doug Lindholm": "Doug Lindholm", "Doug Lindholm, who runs the ferry,": "Doug Lindholm", "fisherman Doug Lindholm": "Doug Lindholm",
    "the ferry's owner, Doug Lindholm,": "Doug Lindholm", "Doug Lindholm (43)": "Doug Lindholm", "Doug Lindholm (Leith)": "Doug Lindholm",
    "Leith council leader Doug Lindholm": "Doug Lindholm", "his brother Doug Lindholm": "Doug Lindholm",
    "mother-of-two Karen Lindholm": "Karen Lindholm", "mum Karen Lindholm": "Karen Lindholm", "Karen Lindholm MP": "Karen Lindholm",
    "Karen Lindholm, mother of the boy,": "Karen Lindholm", "captain Karen Lindholm": "Karen Lindholm",
    "lead author Karen Lindholm of the University of Leith": "Karen Lindholm", "co-author Karen Lindholm": "Karen Lindholm",
    "Professor Karen Lindholm from the Leith Institute": "Karen Lindholm", "Rovers boss Doug Lindholm": "Doug Lindholm",
    "chief executive Karen Lindholm": "Karen Lindholm", "Karen Lindholm, chief executive of Orta Foods,": "Karen Lindholm",
    "a spokesman": "a spokesman", "a council spokesman": "a council spokesman", "a spokeswoman for Orta Foods": "a spokeswoman for Orta Foods",
    "an Orta Foods spokesperson": "an Orta Foods spokesperson", "a police source": "a police source", "one resident": "one resident",
    "residents": "residents", "two officials": "two officials", "the witness": "the witness", "the boy's mother": "the boy's mother",
    "a senior minister": "a senior minister", "Orta Foods": "Orta Foods", "the company": "company", "police": "police",
    "the council": "council", "Leith City Council": "Leith City Council", "the Ministry of Health": "Ministry of Health",
    "the BBC": "BBC", "researchers at Leith University": "researchers at Leith University", "scientists": "scientists",
    "a report": "a report", "the study's authors": "study's authors", "Karen Lindholm and Ann Orr": "Karen Lindholm and Ann Orr"}
FRAMES = ['"The road was closed all night," {s} said.', '"The road was closed all night," said {s}.', '{S} said: "The road was closed all night."',
          '{S} said, "The road was closed all night."', '"The road," {s} said, "was closed all night."',
          '"The road was closed all night," {s} told reporters on Monday.', '{S} told the Leith Star: "The road was closed all night."',
          '"The road was closed all night," chimed in {s}.', '"The road was closed all night," {s} wrote on Twitter.',
          '"The road was closed all night," according to {s}.', 'As {s} put it: "The road was closed all night."',
          '"The road was closed all night," {s} said in a statement on Friday.', 'In a statement, {s} said: "The road was closed all night."',
          '{S} said the road was closed all night.', '{S} said that the road was closed all night.', 'The road was closed all night, {s} said.',
          'The road was closed all night, according to {s}.', 'According to {s}, the road was closed all night.',
          '{S} told the court that the road was closed all night.', 'On Monday, {s} said the road was closed all night.',
          'But {s} insisted that the road was closed all night.', 'The road, {s} said, was closed all night.',
          '{S} said the road was "closed all night".', '{S} described the road as "closed all night".', '{S} called the road "a total disgrace".']

MORE_SPEAKERS = """Ann Vale, of Leith,;Ann Vale, 43, of High Street, Leith,;another neighbour, Ann Vale,;the union’s general secretary, Ann
Vale,;Leith-based analyst Ann Vale;Ann Vale (pictured);Ann Vale, from the charity Help Leith,;Help Leith’s Ann Vale;Orta’s chief
economist Ann Vale;Ann Vale, Orta’s chief economist,;Ann Vale, chief economist at Orta,;Ann Vale, a spokeswoman for Orta,;spokeswoman
Ann Vale;a spokeswoman, Ann Vale,;Ann Vale, speaking for the family,;the Rev Ann Vale;Professor Ann Vale, of the University of
Leith,;Dr Ann Vale, who led the study,;lead researcher Dr Ann Vale;the study’s lead author, Ann Vale,;Ann Vale, lead author of the
study,;Leith MP Ann Vale;Labour’s Ann Vale;Labour leader Ann Vale;shadow chancellor Ann Vale;Conservative councillor Ann Vale;Ann
Vale, the Labour MP for Leith,;the Labour MP Ann Vale;Judge Ann Vale QC;Recorder Ann Vale;Det Insp Ann Vale, of Leith CID,;PC Ann
Vale;Ch Supt Ann Vale;Olympic champion Ann Vale;Oscar winner Ann Vale;EastEnders star Ann Vale;The Crown star Ann
Vale;singer-songwriter Ann Vale;local resident Ann Vale;neighbour Ann Vale;mum Ann Vale;grandmother Ann Vale, 78,;student Ann Vale,
21, from Leith,;shopper Ann Vale, who was in the store,;business owner Ann Vale;café owner Ann Vale;the mayor of Leith, Ann Vale,;Ann
Vale, mayor of Leith,;Mayor Ann Vale, a Democrat,;Rep. Ann Vale, D-Ohio,;Sen. Ann Vale (R-Ohio);Ann Vale, the Republican governor,;Sgt
Bob Vale of Leith Police;fire service spokesman Bob Vale;father-of-two Bob Vale;Bob Vale, a father of two,;ex-Leith striker Bob
Vale;former Leith striker Bob Vale;Leith striker Bob Vale;Leith’s Bob Vale;Scotland captain Bob Vale;the Scotland captain, Bob
Vale,;world No 3 Bob Vale;comedian Bob Vale;TV presenter Bob Vale;eyewitness Bob Vale;passer-by Bob Vale;pensioner Bob Vale;Mr Bob
Vale;coach Bob Vale;Leith coach Bob Vale;head coach Bob Vale;boss Bob Vale;Rovers boss Bob Vale;chairman Bob Vale;Orta chairman Bob
Vale;Orta’s chairman, Bob Vale,;founder and chief executive Bob Vale;Orta founder Bob Vale;Bob Vale, who founded Orta in 1998,;retired
teacher Bob Vale;ex-soldier Bob Vale;Army veteran Bob Vale;Vietnam veteran Bob Vale;Trump adviser Bob Vale;White House spokesman Bob
Vale;State Department spokesman Bob Vale;NHS boss Bob Vale;Met Office forecaster Bob Vale;RMT general secretary Bob Vale;Unite’s Bob
Vale;Bob Vale of the RMT union;Bob Vale, of the RMT,;Bob Vale at Orta Bank;analyst Bob Vale at Orta Bank;Bob Vale, an analyst at Orta
Bank,;Bob Vale, analyst with Orta Bank,;Orta Bank analyst Bob Vale;University of Leith historian Bob Vale;historian and author Bob
Vale;co-founder Bob Vale;deputy mayor Bob Vale;acting chief constable Bob Vale;victim Bob Vale;defendant Bob Vale;prosecutor Bob
Vale;Bob Vale, prosecuting,;Bob Vale, defending,;Bob Vale, mitigating,;defence barrister Bob Vale;his solicitor, Bob Vale,;coroner Bob
Vale;the coroner, Bob Vale,;senior coroner Bob Vale;consultant Bob Vale;GP Bob Vale;paramedic Bob Vale;headteacher Bob Vale;the
school’s head, Bob Vale,;Nobel laureate Bob Vale;the Archbishop of Leith, Bob Vale,;Bishop Bob Vale;Imam Bob Vale;climate scientist
Bob Vale;Bob Vale, a climate scientist who was not involved in the study,;Bob Vale, not involved in the study,;Bob Vale of the RMT
trade union""".replace("\n", " ").split(";")

OTHER_SPEAKERS = """campaigners;the Campaign for Better Roads;Beijing;the Kremlin;the UN;the WHO;the BBC;a Home Office spokesperson;a spokesperson for the
Home Office;a Downing Street spokesman;Downing Street;the White House;the Pentagon;the prime minister’s office;Mr Vale’s
office;lawyers for the firm;relatives;friends of the star;sources close to the star;a source close to the deal;insiders;one insider;an
industry insider;a senior Tory;one Tory MP;a former minister;ministers;critics;opponents of the plan;supporters;fans;Leith
police;Police Scotland;the Metropolitan Police;the Met;Kent Police;a police spokesman;officers;detectives;prosecutors;the
prosecution;the judge;the coroner;a court official;court documents;court papers;the indictment;the lawsuit;the report;the study;the
survey;the poll;official figures;a new study;a report by the UN;the UN report;a leaked memo;an internal email;the letter;the
statement;a statement;the company’s website;the newspaper;the Daily Star;Sky News;Reuters;state media;state television;local
media;Xinhua;Fox News;the Leith Star;Labour;the Conservatives;the Liberal Democrats;the SNP;Republicans;Democrats;House
Republicans;the Trump campaign;the Vale campaign;the Senate;Congress;the Treasury;the Bank of England;the Fed;the Federal Reserve;the
IMF;the European Commission;the EU;Brussels;the Supreme Court;the High Court;Amnesty International;Human Rights Watch;the Red
Cross;Greenpeace;Oxfam;Save the Children;Médecins Sans Frontières;the FA;Fifa;Uefa;Rangers;Manchester United;the club;the
league;NASA;Nasa;the FBI;the CIA;MI5;the Home Office;the Foreign Office;the Department of Health;the Ministry of Defence;the MoD;the
NHS;NHS England;Public Health England;the Met Office;the National Weather Service;the Environment Agency;the RSPCA;Network Rail;Thames
Water;BP;Apple;Google;Amazon;Facebook;Twitter;Tesco;Marks & Spencer;Marks and Spencer;Goldman Sachs;JP Morgan;HSBC;Deutsche
Bank;General Motors;Johnson & Johnson;scientists;researchers;researchers at the University of Leith;a team at the University of
Leith;the researchers;the team;the
authors;experts;analysts;economists;traders;investors;doctors;nurses;teachers;parents;residents;neighbours;locals;witnesses;eyewitnesses;one
witness;a neighbour;a passer-by;a bystander;a resident;a driver;two officials;three people;several people;many people;some
people;others;one man;one woman;another man;a third man;one of the men;two of the men;both men;most of them;half of them;the pair;the
couple;the family;the victim;the victim’s family;the victim’s mother;the boy’s father;the girl’s uncle;his wife;her husband;his
brother;their son;his lawyer;her agent;their solicitor;the defendant;the accused;the suspect;the 43-year-old;a 43-year-old man;a
43-year-old;a 16-year-old girl;the teenager;an aide;a White House aide;a senior official;a US official;a Western diplomat;a government
source;a Whitehall source;a police source;the source;one source;two sources;a person familiar with the matter;people familiar with the
matter;a spokesman;the spokesman;a spokeswoman;spokespeople;a council spokesman;the council’s spokesman;an Orta spokesman;an Orta
Foods spokeswoman;a spokesman for Orta Foods;a spokesman for the family;a family spokesman;a representative for the star;his
publicist;the band;the singer;the actor;the star;the player;the manager;the coach;the referee;the captain;the president;the prime
minister;the mayor;the governor;the senator;the congressman;the MP;the minister;the chancellor;the home secretary;the foreign
minister;the ambassador;the general;the bishop;the archbishop;the pope;the Pope;the king;the queen;the prince;Buckingham
Palace;Kensington Palace;the palace;the Vatican;Moscow;Washington;Tehran;Paris;the Israeli military;the Israeli army;the
IDF;Hamas;Hezbollah;the Taliban;the Houthis;Islamic State;the rebels;the army;the military;the navy;the government;the Scottish
government;the Welsh Government;the opposition;the party;the ruling party;the union;unions;union leaders;business leaders;church
leaders;community leaders;health officials;local officials;city officials;US officials;Chinese officials;officials at the ministry;a
ministry official;Doctors Without Borders;Surfers Against Sewage;Help for Heroes;Planned Parenthood""".replace("\n", " ").split(";")

OPENERS = """Speaking after the game,;Speaking outside court,;Asked about the road,;After the verdict,;Earlier this week,;Meanwhile,;In
response,;Outside court,;Addressing the court,;In mitigation,;At the time,;On Twitter,;In a letter to the council,;Writing in the
Leith Star,;Giving evidence,;Under cross-examination,;Sentencing him,;Jailing the pair for six years,;At a press conference in
Leith,;However,;But;And;Then;Now;Of the decision,;Two days later,;As the crowd left,;When the rain stopped,;Although the road was
dry,;With tears in his eyes,;Visibly upset,;By contrast,;For his part,;Reacting to the news,;Summing up,;Turning to the
jury,;In his closing speech,;Last night;Yesterday;This week;Today""".replace("\n", " ").split(";")
OPENED = ["Karen Lindholm", "Judge Karen Lindholm", "Karen Lindholm, prosecuting,", "Karen Lindholm, 43,", "police", "the council", "one resident"]
OPENED_FRAMES = [" said: “The road was closed all night.”", " said the road was closed all night.",
                 " told the Leith Star: “The road was closed all night.”"]

CLAUSES = """the road was closed;Martin Hale had stolen the boat;he had stolen the boat;it was too late;there was no money left;no one was
hurt;all of them were safe;some 200 jobs would go;$40m had been spent;two men were seen in the lane;what he did was wrong;if the
rain stopped, the road would open;people should stay at home;police were looking for a blue van;the UK must act;inflation rose to
four per cent in May;children under five were at risk;anyone who saw it should call the police;that was a lie;such a move would be
wrong;more than half of voters wanted a change;one in five shops was empty;both sides had agreed to talks;her son was a good boy;our
town deserves better;even the church was full;President Trump was wrong;Orta Foods would close the shop;Iran’s nuclear work must
stop;Hale’s wife was at home;doctors were worried;a “handful” of people were hurt""".replace("\n", " ").split(";")
CLAUSE_FRAMES = ["Karen Lindholm said {c}.", "Karen Lindholm said that {c}.", "Karen Lindholm told the court {c}.", "Karen Lindholm told reporters {c}.",
                 "A spokesman said {c}.", "But she said {c}.", "Karen Lindholm claimed {c}.", "Karen Lindholm, a doctor, said {c}.",
                 "According to Karen Lindholm, {c}.", "{C}, she said.", "{C}, according to Karen Lindholm.",
                 "Karen Lindholm warned that {c}.", "Karen Lindholm said on Monday that {c}."]

PARENTHETICAL_SPEAKERS = {
    "she": "Karen Lindholm", "Lindholm": "Karen Lindholm", "Karen Lindholm": "Karen Lindholm", "the mayor": "Karen Lindholm",
    "the 43-year-old": "Karen Lindholm", "a spokesman for the council": "a spokesman for the council", "the report": "the report",
    "Orta Foods": "Orta Foods", "police": "police", "officials": "officials", "experts": "experts"}
PARENTHETICALS = """The road, {s} said, was closed all night.;The road, said {s}, was closed all night.;The road was, {s} said, closed all
night.;Worryingly, said {s}, the road was closed all night.;But the road, {s} added, was closed all night.;In Leith, {s} said, the road was
closed all night.;If it rains, {s} said, the road will be closed.;If it rains, said {s}, the road will be closed.;The road was closed
all night, {s} said.;The road was closed all night, said {s}.;The road was closed all night, {s} told reporters.;The road, {s} told
reporters, was closed all night.;The road, according to {s}, was closed all night.;The road was closed all night, according to {s}.;The
road will be closed, {s} warned on Monday.;The road was closed all night, {s} said in a statement.;The road, {s} explained, was closed
all night, and the bridge was shut.;Nobody was hurt, {s} said, but the road was closed.;Two men were held, {s} confirmed.;The main
thing, {s} said, is that nobody was hurt.;What mattered, {s} said, was the road.;Most of the boats, {s} admitted, were old.;The plan,
{s} said on Monday, would cost $40m.;As {s} put it, the road was a mess.;As {s} said, the road was closed.;The road, {s} insisted, was
never closed.""".replace("\n", " ").split(";")

CUES = """said;also said;further said;then said;later said;has said;had said;had earlier said;has also said;went on to say;went on to
add;continued, saying;was quick to say;would later say;did say;does say;could only say;said only;said simply;said previously;said
afterwards;said last week;said on Monday;said in a statement;said on Twitter;said in an interview with the Star;said at the
meeting;said through her lawyer;said by telephone;said by email;said when asked;said while visiting Leith;said, however,;said in her
speech;said during the trial;said under oath;said from the dock;said in evidence;said in reply;said in response to questions;said with
a laugh;told the Star;told Leith Radio;told a crowd of 200;told me;told MPs on Monday;told a press conference in Leith;told the
inquest;told a jury at Leith Crown Court;told the hearing on Tuesday;told supporters at a rally in Leith;told the BBC’s Today
programme;told Sky News;told AFP;told the Reuters news agency;told local media;told shareholders;told the committee;tweeted;stressed
again;made it clear;made clear;pointed out;was heard to say;was quoted as saying;was quoted by the Star as saying;is reported to have
said;is understood to have said;is believed to have said;has repeatedly said;has long argued;has always maintained;has insisted;has
since said;has now said;issued a statement saying;released a statement saying;put out a statement saying;took to Twitter to say;took
the stand to say;called a press conference to say;gave a speech saying;sent an email saying;sent a letter to parents saying;held a
meeting to say;broke down as she said;smiled as she said;began by saying;ended by saying;concluded by saying;responded by
saying;replied by saying;hit back by saying;defended the plan by saying;opened the meeting by saying;expressed concern;expressed the
hope;expressed confidence;voiced fears;raised concerns;issued a warning;gave an assurance;made a promise;told of her belief;is on
record as saying;came out and said;stood up and said;sat down and said;turned round and said""".replace("\n", " ").split(";")
NEEDS_THAT = "clear known concern hope confidence fears concerns warning assurance promise belief".split()

PARTS = """said the plan was “a disgrace to the town” and would cost $4m
said he was “sick and tired” of waiting
called the plan “a disgrace to the town”
described the plan as “a disgrace to the town”
described the mayor as a “liar and a cheat”
dismissed the plan as “a disgrace to the town”
condemned the plan as “a disgrace to the town”
hailed the deal as “a great day for the town”
hailed “a great day for the town”
praised the crew for their “outstanding courage”
accused the council of “playing games with lives”
accused the council of a “cynical betrayal”
blamed “a series of small mistakes”
blamed the crash on “a series of small mistakes”
warned of “serious consequences for us all”
warned that the plan would have “serious consequences”
spoke of the “deep sense of loss” in the town
apologised for the “pain and distress” he had caused
thanked the crew for their “kindness and skill”
urged people to “stay calm and stay at home”
vowed to “fight the plan to the end”
promised to “leave no stone unturned”
refused to “play games with lives”
insisted the plan was “good for the town”
admitted he had been “a bit of a fool”
denied being “a bit of a fool”
denied the claim as “complete and utter nonsense”
branded the plan “complete and utter nonsense”
labelled the plan “complete and utter nonsense”
dubbed the plan “the biggest gamble in years”
likened the plan to “a slow car crash”
criticised what he called “a slow car crash”
attacked the “shameful waste of money”
welcomed the report, calling it “a step in the right direction”
pledged his “full and lasting support” for the crew
told the court he was “sick and tired” of waiting
told reporters it was “too early to say”
said it was “too early to say” who was to blame
said there was “no evidence at all” of a crime
said there had been “no evidence at all”
asked whether the plan was “good for the town”
complained that nobody had “lifted a finger to help”
complained of a “culture of fear”
confirmed that a “small number of people” were hurt
confirmed the council was “looking into the matter”
argued that the plan was “neither fair nor wise”
joked that he was “too old to run”
claimed the plan was “driven by greed”
wrote that the plan was “driven by greed”
tweeted that the plan was “driven by greed”
rejected calls for him to resign, saying he had “done nothing wrong”
resigned, saying he had “done nothing wrong”
left the room, shouting that it was “a disgrace”
was jailed after he admitted being “a bit of a fool”
said the crew “did nothing wrong” and “saved many lives”
said that “nobody in this town” would forget
said that, “with a bit of luck”, the road would open in May
said his brother was “a good man who loved his dogs”
paid tribute to “a good man who loved his dogs”
remembered his brother as “a good man who loved his dogs”
recalled “a good man who loved his dogs”
summed up the day as “a slow car crash”
gave a warning about “serious consequences for us all”
issued a warning of “serious consequences for us all”
cited “a series of small mistakes”
pointed to “a series of small mistakes”
referred to the plan as “a slow car crash”
referred to “a series of small mistakes”
feared “serious consequences for us all”
believes the plan is “driven by greed”
said in a letter that the plan was “driven by greed”
said on Monday the plan was “driven by greed”""".split("\n")
PARTS_SPEAKERS = {"Doug Lindholm": "Doug Lindholm", "The mayor": "Doug Lindholm", "He": "Doug Lindholm", "A spokesman": "a spokesman"}

NOUNS = """message advice verdict answer response view reaction conclusion explanation warning plea promise assessment motto mantra argument
point reply reasoning comment claim complaint opinion demand prediction statement excuse request suggestion theory concern fear hope
belief criticism summary appeal pledge vow boast joke retort instruction wish philosophy""".split()
OWNERS = ["His", "Lindholm’s", "Doug Lindholm’s", "The mayor’s"]
NOUN_FRAMES = ["{s} {n}: “We should all go home before it rains.”", "{s} {n} was simple: “We should all go home before it rains.”",
               "{s} {n} to the town was “we should all go home before it rains”.", "{s} {n} was that “we should all go home before it rains”.",
               "{s} {n} was that the road was closed.", "{s} {n} that the road was closed surprised nobody.",
               "{s} first {n} was: “We should all go home before it rains.”", "{s} {n}? “We should all go home before it rains.”"]

STATEMENTS = """{s} was quoted as saying that the road was closed.
{s} was quoted by the Star as saying the road was closed.
{s} was quoted in the Star as saying: “The road is closed.”
{s} has been quoted as saying “the road is closed for good”.
{s} is reported to have said the road was closed.
{s} is alleged to have said that the road was closed.
{s} was heard saying the road was closed.
{s} was seen on film saying that the road was closed.
{s} could be heard shouting: “The road is closed.”
The road is closed, {s} was quoted as saying.
“The road is closed,” {s} was quoted as saying.
“The road is closed,” {s} was reported as saying.
“The road is closed,” {s} is said to have told them.
“The road is closed,” the Star quoted {s} as saying.
The Star quoted {s} as saying that the road was closed.
The Star reported {s} as saying the road was closed.
The court heard {s} say that the road was closed.
It was claimed by {s} that the road was closed.
It was announced by {s} that the road was closed.
Drivers were told by {s} that the road was closed.
Drivers were warned by {s} that the road was closed.
Drivers were urged by {s} to stay away.
The plan was described by {s} as “a disgrace to the town”.
The plan was branded “a disgrace to the town” by {s}.
In a statement, {s} said the road was closed.
In a statement issued on Monday, {s} said the road was closed.
In a letter seen by the Star, {s} says the road is closed.
In a post on X, {s} wrote: “The road is closed.”
Writing on X, {s} said: “The road is closed.”
On X, {s} said the road was closed.
Taking to Twitter, {s} wrote: “The road is closed.”
Posting on Facebook, {s} said the road was closed.
Speaking to the Star, {s} said the road was closed.
Speaking to the Star, {s} added: “The road is closed.”
Asked about it by the Star, {s} said the road was closed.
When asked about it, {s} replied: “The road is closed.”
Pressed on the matter, {s} admitted the road was closed.
Responding to the report, {s} said the road was closed.
Responding, {s} said: “The road is closed.”
Commenting on the news, {s} said: “The road is closed.”
Commenting, {s} said the road was closed.
Describing the crash, {s} said: “The road was closed.”
Recalling the day, {s} said: “The road was closed.”
Announcing the plan, {s} said: “The road will be closed.”
Sentencing Orr, {s} told him: “The road was closed.”
Opening the hearing, {s} said the road was closed.
Defending the plan, {s} said the road was closed.
Explaining the delay, {s} said the road was closed.
Paying tribute, {s} said: “The road was closed.”
Joining the debate, {s} said: “The road was closed.”
Flanked by two aides, {s} said: “The road was closed.”
Wearing a red coat, {s} said: “The road was closed.”
Standing outside the court, {s} said: “The road was closed.”
Clearly angry, {s} said: “The road was closed.”
Asked if the road was closed, {s} said it was.
To laughter, {s} said: “The road was closed.”
In response, {s} has said the road was closed.
In her speech, {s} said the road was closed.
In an interview with the Star, {s} said the road was closed.
During the debate, {s} said the road was closed.
At a press conference, {s} said the road was closed.
After the vote, {s} said the road was closed.
Last week, {s} said the road was closed.
Then came {s}: “The road is closed.”""".split("\n")

BEHIND = """of the plan;about the plan;as she left;in response to the report;when asked about it;at a meeting on Monday;during the debate;through
tears;, laughing;with a smile;by phone from Leith;while feeding the dog;after the vote;before the match;in court;in Leith on Monday;on
Monday in Leith;on her website;in a post on X;on the BBC’s Today programme;to applause;to reporters;to nobody in particular;in an
email;in an interview with the Star;in an interview published on Monday;in a speech to MPs;at the time;last week;last
year;later;afterwards;yesterday;at the weekend;from the dock;from her hospital bed;outside court;outside the house she grew up in;,
shaking her head;, according to the Star;, the Star reported;, and left;, and nobody disagreed;, but the clerk was not so sure;,
before leaving the room;, who has two children;, speaking after the match;, in her first interview;, a week after the storm;. Nobody
disagreed;. The clerk was not so sure""".replace("\n", " ").split(";")
BEHIND_FRAMES = ["“The road was closed all night,” Karen Lindholm said{t}.", "“The road was closed all night,” said Karen Lindholm{t}.",
               "“The road was closed all night,” she said{t}.", "“The road was closed all night,” Karen Lindholm said{t}. “Nobody came.”"]

DONE = """added a second goal before the break.
added two more in May and finished third.
continued to work as the rain fell.
continued the tradition that began in 1950.
maintained a lead that nobody could match.
maintained the boats that carry the mail.
held talks with the union in May.
charged two men who were seen in the lane.
charged at the man who had hit her.
noted the number and left.
observed a minute’s silence before the match.
volunteered at the shelter that burned down.
shared the prize with the man who found it.
posted a profit of $4m for the year.
recalled 4,000 cars that were built in May.
announced himself to the world with a win in May.
called off the match because the pitch was wet.
called the police when the alarm rang.
called for help but nobody came.
called in sick and missed the vote.
told the truth and was set free.
told a joke that nobody heard.
argued with the man who had hit her.
argued over the price of the boat.
agreed a deal that runs until May.
agreed terms with the club last week.
promised land to the men who had fought.
offered a reward for the dog that was lost.
offered her seat to the man who was hurt.
claimed a third win of the season.
claimed the lives of two men who worked there.
reported a loss for the third year.
reported for work as the sun came up.
reported the man to the police after he hit her.
confirmed the booking and paid.
confirmed her place in the final with a win.
found the boat where it had been left.
showed the way to the road that was closed.
showed no mercy as the rain fell.
heard a noise and went down.
read that the road was closed and turned back.
read the book that her brother had sent.
wrote a book that won two prizes.
wrote to the man who had saved her.
wrote off the debt that was owed.
signed a letter that was sent in May.
spoke at the meeting that was held in May.
spoke to the man who found the boat.
spoke no English when she came.
talked until the sun came up.
knew that the road was closed.
thought that the road was closed.
believed that the road was closed.
hoped that the road would open.
feared that the road would close.
wanted the road to be closed.
decided that the road should be closed.
decided to close the road in May.
learned that the road was closed.
realised that the road was closed.
forgot that the road was closed.
ensured that the road was closed.
made sure that the road was closed.
proved that the road was closed.
dreamed that the road was closed.
pretended that the road was closed.
ignored the fact that the road was closed.
expected the road to be closed.
planned to close the road in May.
threatened the man who had hit her.
warned off the men who came too near.
answered the phone when it rang.
answered the door and saw two men.
asked for help but nobody came.
demanded money from the men who ran the bar.
denied the man entry when he came.
declared her goods and paid the tax.
declared war on the town that had hurt her.
suggested itself as the rain fell.
revealed her hand and took the money.
repeated the feat in May.
replied in kind with two goals before the break.
responded with a goal before the break.
hit back with two goals before the break.
led the race until the rain came.
pointed to the road that was closed.
pointed the gun at the man who had hit her.
stressed the crew so much that two left.
insisted on a boat that was new.
complained to the firm that had sold it.
admitted the men who had no tickets.
was admitted to the hospital where he was born.
concluded the tour that began in May.
explained nothing and left.
advised the firm that built the bridge.
advised the men who ran the ferry.
predicted the storm that hit the town.
cited the law that was passed in May.
quoted a price that was too high.
mentioned the road that was closed.
described the man who had hit her.
dismissed the man who had hit her.
blamed the man who had hit her.
praised the men who saved her.
thanked the men who saved her.
criticised the men who ran the ferry.
welcomed the men who had saved her.
condemned the men who had hit her.
accused the man who had hit her.
cleared the road that was closed.""".split("\n")

NOT_SAID = """did not say;would not say;will not say;has not said;had not said;declined to say;refused to say;never said;has yet to say;is expected
to say;was expected to say;is likely to say;should say;could say;might say;must say;wants to say;hopes to say;was about to say;is due
to say;may say;cannot say;won’t say;didn’t say;doesn’t say;isn’t saying;forgot to say;failed to say;omitted to say;stopped short of
saying;was not told;was not asked;did not confirm;would not confirm;could not confirm;did not reveal;has not disclosed;refused to
comment on;declined to comment on;did not respond to questions about;made no comment on;had no comment on;said nothing about;says
little about;gave no details of;is to announce;plans to announce;did not explain;has not announced;did not make clear;will decide;is
waiting to hear""".replace("\n", " ").split(";")
NOT_SAID_CLAUSES = ["whether the road was closed", "when the road would open", "how many were hurt", "that the road was closed"]

OBJECT_VERBS = """revealed announced confirmed denied disclosed reported described explained stated declared acknowledged admitted recalled noted observed
mentioned promised demanded suggested proposed recommended expected feared found learned discovered heard saw""".split()
OBJECTS = """the name of his brother;a deal to close the road;the death of his father;the date of the match;his new book;a deal with Orta
Foods;plans for a bridge;the results;details of the talks;her role in the film;the terms of the loan;a rise in profits;the loss of 40
jobs;new rules for farmers;an offer of help;the first signs of frost;heavy losses;one of the oldest songs;three new players;new charges
against him;fresh talks on pay;deep cuts in the budget;tough tests for drivers;sharp falls in sales;further moves against the
club;his plans for the year;big changes to the law;major works on the bridge""".replace("\n", " ").split(";")
OBJECT_TAILS = [".", " in March.", " on Monday.", " last week.", " at a conference in Leith.", " as the band played.", " and left the room.",
                ", which was late.", " before the vote."]

GERMAN_FAMILIES = """Lindholm Richter Koch Bauer Weber Kaiser König Wolf Fuchs Vogel Berg Wald Stein Sommer Winter Jung Lang Klein Groß Schwarz
Weiß Braun Grün Freitag Sonntag Mai Arzt Schulze Graf Fürst Herzog Bischof Papst Probst Abt Engel Teufel Kirchner Zimmermann
Schneider Fischer Jäger Schäfer Krämer Müller Becker Meister Lehrer Schreiber Sänger Maler Beck Bach See Strand Sand Feld
Busch Baum Blum Rose Lilie Hahn Huhn Hase Hirsch Bär Löwe Adler Falke Sperling Kuh Schaf Spatz Frosch Fisch Hecht Salz Zucker
Brot Kuchen Wein Bier Geld Reich Kurz Scholz Merz Frank Franke Bayer Schwabe Sachse Hesse Preuß Pohl Ungar Russ Böhm Türk
Kirsch Apfel Nuss Holz Eisen Stahl Gold Silber Nagel Hammer Kessel Topf Ring Krone Kranz Stern Sonne Mond Himmel Herr Knecht
Ritter Vogt Amtmann Minister Kanzler Haus Burg Turm Brück Steg Weg Markt Post Bank Heim Dorf Stadt Land Rau Kahl Fromm Gut
Schön Frey Frei Stark Schwach Sturm Wind Regen Schnee Frost Blitz Donner""".split()
GERMAN_SPEAKERS = {
    "Karin Lindholm": "Karin Lindholm", "die Bürgermeisterin Karin Lindholm": "Karin Lindholm", "Bürgermeisterin Karin Lindholm": "Karin Lindholm",
    "Karin Lindholm (SPD)": "Karin Lindholm", "SPD-Chefin Karin Lindholm": "Karin Lindholm", "Innenminister Jens Holm (CDU)": "Jens Holm",
    "der Innenminister": "Innenminister", "ein Sprecher der Polizei": "ein Sprecher der Polizei", "eine Sprecherin": "eine Sprecherin",
    "die Polizei": "Polizei", "der Verband": "Verband", "das Ministerium": "Ministerium", "Dr. Karin Lindholm": "Karin Lindholm",
    "Trainer Jens Holm": "Jens Holm", "der 34-jährige Jens Holm": "Jens Holm", "Frau Lindholm": "Lindholm",
    "ein Augenzeuge": "ein Augenzeuge", "die Staatsanwaltschaft": "Staatsanwaltschaft", "der Bund der Steuerzahler": "Bund der Steuerzahler"}
GERMAN_FRAMES = ["„Die Straße war gesperrt“, sagte {s}.", "„Die Straße war gesperrt“, sagte {s} der Zeitung „Leither Bote“.",
                 "{S} sagte am Montag: „Die Straße war gesperrt“.", "„Die Straße war gesperrt“, so {s}.", "„Die Straße“, sagte {s}, „war gesperrt.“",
                 "Am Montag sagte {s}: „Die Straße war gesperrt“.", "„Die Straße war gesperrt“, teilte {s} mit.",
                 "{S} sagte, die Straße sei gesperrt gewesen.", "{S} sagte, dass die Straße gesperrt gewesen sei.",
                 "Die Straße sei gesperrt gewesen, sagte {s}.", "Wie {s} mitteilte, war die Straße gesperrt.",
                 "{S} hat erklärt, die Straße sei gesperrt gewesen.", "{S} forderte, die Straße zu sperren.",
                 "{S} nannte die Straße „eine einzige Schande“.", "{S} sprach von „einer einzigen Schande“."]
# Somebody comes in; who is meant by German words for him later.
GERMAN_AGAIN = [
    ("Jana Wibbel ist 78 Jahre alt und wohnt in Leith.", "Jana Wibbel", ["die Rentnerin", "die Seniorin", "die 78-Jährige"]),
    ("Uwe Wibbel lebt seit 40 Jahren am Hafen.", "Uwe Wibbel", ["der Rentner", "der Frührentner", "der Handwerker"]),
    ("Uwe Wibbel betreibt einen Hof bei Leith.", "Uwe Wibbel", ["der Landwirt", "der Bauer", "der Familienvater", "der Bauernpräsident"]),
    ("Die Bäckerin Jana Wibbel steht um drei Uhr auf.", "Jana Wibbel", ["die Bäckerin", "die Unternehmerin", "die Chefin"]),
    ("Jana Wibbel züchtet Rosen.", "Jana Wibbel", ["die Gärtnerin", "die Hobbygärtnerin", "die gebürtige Kölnerin", "die frühere Lehrerin"]),
    ("Die Ärztin Jana Wibbel kam nach Leith.", "Jana Wibbel", ["die Medizinerin", "die Ärztin", "die Palliativmedizinerin"]),
    ("Jana Wibbel wählt ihre Worte mit Bedacht.", "Jana Wibbel", ["die Professorin", "die Juristin", "die Forscherin"]),
    ("Klubobfrau Jana Wibbel kam nach Leith.", "Jana Wibbel", ["die Politikerin", "die Klubobfrau", "die Grünen-Politikerin", "die Oppositionspolitikerin"]),
    ("Bürgermeister Uwe Wibbel (SPD) kam nach Leith.", "Uwe Wibbel", ["der Bürgermeister", "der Rathauschef", "der SPD-Politiker", "der Sozialdemokrat", "der Kommunalpolitiker"]),
    ("Finanzministerin Jana Wibbel (CDU) kam nach Leith.", "Jana Wibbel", ["die Ministerin", "die CDU-Politikerin", "die Christdemokratin", "die Finanzministerin"]),
    ("Trainer Uwe Wibbel stand am Spielfeldrand.", "Uwe Wibbel", ["der Coach", "der Trainer", "der Übungsleiter", "der 44-Jährige", "der Fußballlehrer"]),
    ("Der Stürmer Uwe Wibbel traf zweimal.", "Uwe Wibbel", ["der Torschütze", "der Stürmer", "der Angreifer", "der Nationalspieler", "der Doppeltorschütze"]),
    ("Polizeisprecher Uwe Wibbel kam nach Leith.", "Uwe Wibbel", ["der Polizeisprecher", "der Sprecher", "der Beamte"]),
    ("Oberstaatsanwältin Jana Wibbel kam nach Leith.", "Jana Wibbel", ["die Oberstaatsanwältin", "die Staatsanwältin", "die Anklägerin", "die Juristin"]),
    ("Rechtsanwalt Uwe Wibbel kam nach Leith.", "Uwe Wibbel", ["der Rechtsanwalt", "der Anwalt", "der Verteidiger", "der Jurist"]),
    ("Die Schriftstellerin Jana Wibbel lebt in Leith.", "Jana Wibbel", ["die Schriftstellerin", "die Autorin", "die Romanautorin"]),
    ("Der Biologe Uwe Wibbel forscht über Krähen.", "Uwe Wibbel", ["der Biologe", "der Forscher", "der Wissenschaftler", "der Experte", "der Krähenforscher", "der Studienleiter"]),
    ("Die Sängerin Jana Wibbel gab ein Konzert.", "Jana Wibbel", ["die Sängerin", "die Musikerin", "die Künstlerin", "die Popsängerin"]),
    ("Vorstandschef Uwe Wibbel stellte die Bilanz vor.", "Uwe Wibbel", ["der Vorstandschef", "der Manager", "der Firmenchef", "der Konzernchef"]),
    ("Schulleiterin Jana Wibbel kam nach Leith.", "Jana Wibbel", ["die Schulleiterin", "die Pädagogin", "die Direktorin", "die Rektorin"]),
    ("Pfarrer Uwe Wibbel kam nach Leith.", "Uwe Wibbel", ["der Pfarrer", "der Geistliche", "der Theologe", "der Seelsorger"]),
    ("Die Aktivistin Jana Wibbel kettete sich an.", "Jana Wibbel", ["die Aktivistin", "die Klimaaktivistin", "die Demonstrantin", "die Studentin"]),
    ("Uwe Wibbel gründete den Verein.", "Uwe Wibbel", ["der Gründer", "der Vereinsgründer", "der Vorsitzende", "der Vereinschef", "der pensionierte Lehrer"])]
GERMAN_BODIES = [
    ("Die Stadtwerke Leith haben den Strom verteuert.", "Stadtwerke Leith", ["das Unternehmen", "das kommunale Unternehmen", "der Versorger", "der Energieversorger"]),
    ("Die Wibbel AG hat ein Werk geschlossen.", "Wibbel AG", ["das Unternehmen", "der Konzern", "die Firma", "der Hersteller", "das Traditionsunternehmen"]),
    ("Die Commerzbank hat Geld verloren.", "Commerzbank", ["das Geldhaus", "die Bank", "das Institut", "das Kreditinstitut"]),
    ("Der Deutsche Hospizverband hat gewählt.", "Deutsche Hospizverband", ["der Verband"]),
    ("Die Gewerkschaft Verdi hat zum Streik aufgerufen.", "Gewerkschaft Verdi", ["die Gewerkschaft"]),
    ("Das Bundesamt für Naturschutz hat gezählt.", "Bundesamt für Naturschutz", ["die Behörde", "das Bundesamt", "das Amt"]),
    ("Die Universität Leith hat geforscht.", "Universität Leith", ["die Universität", "die Hochschule", "die Uni"]),
    ("Der FC Leith hat verloren.", "FC Leith", ["der Verein", "der Klub", "der Club"]),
    ("Die Umweltorganisation Greenpeace hat geklagt.", "Greenpeace", ["die Organisation", "die Umweltorganisation"])]
# Who comes in unnamed beside somebody named, and isn't that one.
GERMAN_NEWCOMERS = """der Richter;die Richterin;der Vorsitzende Richter;der Anwalt;eine Sprecherin;ein Sprecher;der Staatsanwalt;die Staatsanwältin;
der Zeuge;die Zeugin;der Täter;das Opfer;ein Nachbar;ein Polizist;der Gutachter;die Sachverständige;der Notarzt;ein Augenzeuge;der Lokführer;
eine Besucherin;ein Anwohner;die Polizei;die Feuerwehr;das Gericht;die Staatsanwaltschaft;ein Kollege;die Behörden;das Ministerium;die Stadt""".replace("\n", "").split(";")
GERMAN_AGAIN_FRAMES = ["„Die Straße war gesperrt“, sagte {s}.", "{S} sagte, die Straße sei gesperrt.", "Am Montag erklärte {s}, die Straße sei gesperrt.",
                       "Die Straße sei gesperrt, sagte {s}.", "„Die Straße war gesperrt“, so {s}."]
GERMAN_REPORTERS = ["Lars Holm", "die Feuerwehr", "ein Minister", "die Polizei", "ein Sprecher der Bahn"]
# What is reported behind such verbs, and what goes on behind the cue.
GERMAN_SOMEHOW = ["Der Weg sei frei, verteidigte sich {s}.", "Der Weg sei frei, wehrte sich {s} am Montag.", "Der Weg sei frei, ärgerte sich {s}.",
                  "Der Weg sei frei, freute sich {s}.", "Und was sagt {s} dazu? „Der Weg sei frei.“", "Der Weg sei frei, schimpfte {s}."]
GERMAN_GOES_ON = ["Der Weg sei frei, sagte {s}, und die Brücke sei sicher.", "Der Weg sei frei, gab {s} zu bedenken, und die Brücke sei sicher.",
                  "Der Weg sei frei, teilte {s} mit, doch die Brücke sei gesperrt."]

DOCUMENTS = """court records;court documents;court papers;court filings;police records;police documents;phone records;bank statements;the
court records;a police report;the indictment;an affidavit;the lawsuit;the complaint;internal emails;emails;old documents;text messages;tax
filings;campaign finance records;official figures;government data;studies;a new study;a leaked memo;the company's website;a poll;the
letter;court documents filed in May""".replace("\n", " ").split(";")
DOCUMENT_FRAMES = ["{S} said the road was closed.", "{S} said that the road was closed.", "The road was closed, {s} said.", "According to {s}, the road was closed.",
                   "The road was closed, according to {s}.", "But {s} revealed that the road was closed.", "{S} suggested that the road was closed."]
SEVERAL = "some;other;many;several;two;most;few;the;those".split(";")
KINDS = "residents;gilders;tinkers;doctors;bundlers;ferrymen;hands".split(";")  # some of which no list has
TAILS = ["", " in Leith", " in the town", " from the town", " on the council", " who left", " who live there", " who were there on Monday", " who know him",
         " close to the talks", " whose houses were flooded"]
ONES = ["the", "a", "one", "another", "her"]
FOLLOWED = ["the road was closed.", "that the road was closed."]
FINALS = ["This costs too much", "This means the road is closed", "That makes it worse", "The road was closed", "There was no road", "It was late", "What he did was wrong"]
FINAL_CUES = """Karen Lindholm said;she said;said Karen Lindholm;Karen Lindholm told a Senate panel;Karen Lindholm told a packed town hall on
Monday;it was claimed;it was announced on Monday;it has been reported;it emerged on Monday;reports the Leith Herald;the Leith Herald has learned;per the
Leith Herald;according to leith.example;court records show;she remembered;Karen Lindholm has said;sources said""".replace("\n", " ").split(";")

ASKED = """him;the town;residents;Karen Hale;a special prosecutor;voters in flooded areas;all foreigners sentenced to two years in
jail;more people;the clerk;the people of Leith""".replace("\n", " ").split(";")
ASKED_TO = "to be freed;to take a look at it;to quit;to do more;to let them in;to join the talks;not to vote".split(";")
ASKING = ["Karen Lindholm called for {}.", "Some lawyers have called for {}.", "Karen Lindholm spoke in Leith, calling for {}.", "The council calls for {}.",
          "The council is calling for {}."]

VERBS = """said told_reporters added announced argued asserted claimed confirmed contended declared denied disclosed explained insisted
maintained noted observed pointed_out remarked repeated replied responded revealed stated stressed suggested testified warned wrote
tweeted posted commented complained joked quipped laughed smiled sighed shrugged nodded snapped shouted yelled cried sobbed whispered
murmured muttered grumbled groaned growled barked scoffed mused reflected recalled remembered recounted concluded conceded admitted
acknowledged agreed advised cautioned urged pleaded begged ordered demanded promised vowed threatened predicted speculated guessed
reckoned wondered asked answered countered retorted shot_back hit_back fired_back interjected interrupted chimed_in weighed_in
continued went_on began elaborated clarified emphasised reiterated summed_up boasted gushed enthused exclaimed crowed beamed grinned
protested fumed thundered lamented confessed alleged hinted proposed volunteered ventured opined proclaimed affirmed attested
emailed texted chanted teased taunted deadpanned intoned bellowed roared ranted stammered blurted_out spat sniffed preached""".split()
VERB_FRAMES = ['"The road was closed all night," Karen Lindholm {v}.', 'Karen Lindholm {v}: "The road was closed all night."',
               'Karen Lindholm {v}, "The road was closed all night."', '"The road," Karen Lindholm {v}, "was closed all night."',
               '"The road was closed all night," she {v}.', '"The road was closed all night," {v} Karen Lindholm.']
AGAIN = [  # somebody comes in; who is meant by words for him later
    ("The ferry is run by Orta Foods, which employs 200 people.", "Orta Foods", ["the company", "Orta", "the firm"]),
    ("The ferry is run by Orta Foods, which employs 200 people.", "a spokesman for the company", ["a spokesman for the company"]),
    ("The study was done at the University of Leith in May.", "University of Leith", ["the university"]),
    ("The rules were made by the Ministry of Health in May.", "Ministry of Health", ["the ministry"]),
    ("The rules were made by the Department of Health in May.", "Department of Health", ["the department"]),
    ("The strike was called by the National Farmers Union (NFU) in May.", "National Farmers Union", ["the NFU"]),
    ("The strike was called by the National Farmers Union in May.", "National Farmers Union", ["the NFU", "the union"]),
    ("The story was told by the Leith Star in May.", "Leith Star", ["the paper", "the newspaper"]),
    ("The ward is part of Leith General Hospital, which is old.", "Leith General Hospital", ["the hospital"]),
    ("The man was held by Leith Police in May.", "Leith Police", ["the force"]),
    ("The man was held by Leith Police in May.", "police", ["police"]),
    ("The roads are run by Leith City Council, which is poor.", "Leith City Council", ["the council"]),
    ("The match was lost by Leith Rovers in May.", "Leith Rovers", ["the club", "Rovers"]),
    ("The loan was made by Holm Bank in May.", "Holm Bank", ["the bank"]),
    ("The town is led by Doug Lindholm, the mayor.", "Doug Lindholm", ["the mayor"]),
    ("Mayor Doug Lindholm opened the road in May.", "Doug Lindholm", ["the mayor"]),
    ("Prime Minister Karen Lindholm opened the road in May.", "Karen Lindholm", ["the prime minister"]),
    ("Health Secretary Karen Lindholm opened the road in May.", "Karen Lindholm", ["the health secretary"]),
    ("Foreign Minister Karen Lindholm opened the road in May.", "Karen Lindholm", ["the minister"]),
    ("President Karen Lindholm opened the road in May.", "Karen Lindholm", ["the president"]),
    ("Chief executive Karen Lindholm opened the shop in May.", "Karen Lindholm", ["the chief executive"]),
    ("Karen Lindholm, chief executive of Orta Foods, opened the shop in May.", "Karen Lindholm", ["the CEO"]),
    ("Fisherman Doug Lindholm lost his boat in May.", "Doug Lindholm", ["the fisherman"]),
    ("Doug Lindholm, 43, lost his boat in May.", "Doug Lindholm", ["the 43-year-old", "the father-of-two"]),
    ("Karen Lindholm, 43, lost her boat in May.", "Karen Lindholm", ["the mother-of-three", "the mum-of-three"]),
    ("Striker Doug Lindholm scored twice in May.", "Doug Lindholm", ["the striker"]),
    ("Striker Doug Lindholm, 23, scored twice in May.", "Doug Lindholm", ["the forward"]),
    ("Leith manager Doug Lindholm saw it all.", "Doug Lindholm", ["the manager", "the Leith boss", "the coach"]),
    ("Singer Karen Lindholm sang in May.", "Karen Lindholm", ["the singer"]),
    ("Actor Doug Lindholm was there in May.", "Doug Lindholm", ["the actor"]),
    ("Judge Karen Lindholm heard the case in May.", "Karen Lindholm", ["the judge"]),
    ("Detective Inspector Karen Lindholm led the search in May.", "Karen Lindholm", ["the detective"]),
    ("Dr Karen Lindholm led the study in May.", "Karen Lindholm", ["the researcher"]),
    ("Senator Karen Lindholm wrote the bill in May.", "Karen Lindholm", ["the senator"]),
    ("Conservative MP Karen Lindholm wrote the bill in May.", "Karen Lindholm", ["the MP"]),
    ("Republican Karen Lindholm wrote the bill in May.", "Karen Lindholm", ["the Republican"]),
    ("World champion Karen Lindholm won again in May.", "Karen Lindholm", ["the champion"]),
    ("The Swede Karen Lindholm won again in May.", "Karen Lindholm", ["the Swede"]),
    ("Author Karen Lindholm wrote the book in May.", "Karen Lindholm", ["the writer"]),
    ("Karen Lindholm, who wrote the book, lives in Leith.", "Karen Lindholm", ["the author"]),
    ("Teacher Karen Lindholm was hurt in May.", "Karen Lindholm", ["the teacher"]),
    ("Karen Lindholm, a teacher in Leith, was hurt in May.", "Karen Lindholm", ["the teacher"]),
    ("Campaigner Karen Lindholm was hurt in May.", "Karen Lindholm", ["the activist"]),
    ("Billionaire Doug Lindholm bought the club in May.", "Doug Lindholm", ["the tycoon", "the businessman"]),
    ("Doug Lindholm, the owner of the shop, was hurt in May.", "Doug Lindholm", ["the owner", "the shopkeeper"]),
    ("Striker Doug Lindholm, 17, scored twice in May.", "Doug Lindholm", ["the teenager"]),
    ("Karen Lindholm, 81, lost her boat in May.", "Karen Lindholm", ["the pensioner"]),
    ("The match was lost by Leith United in May.", "Leith United", ["United"])]
AGAIN_FRAMES = ["{S} said the road was closed.", "“The road was closed,” {s} said.", "“The road was closed,” said {s}.",
                "But {s} denied that the road was closed.", "According to {s}, the road was closed."]
ASIDES = """;, when contacted,;, when reached by phone,;, who leads the force,;, speaking on Friday,; (retd), when contacted on Friday,;,
reacting,;, through his spokesman,;, in a statement,;, in his reaction,;, while speaking to reporters,;, 43,""".replace("\n", " ").split(";")
ASIDE_CLAUSES = ["the union was wrong", "the union’s claim was false", "Ann Lowe was wrong", "the road was closed", "two officers had left",
                 "he was tired"]
ADDING = ["adding that the plan was late", "noting that the plan was late", "adding: “The plan was very late.”", "stressing the plan was late"]

MARKS = ["“”", "‘’", "\"\"", "''", "«»", "„“"]

# The subject, what says more of it, and the cue behind.
FAR_HEADS = ["Drivers", "Two officials", "Several people", "Residents", "The families", "Voters", "Aides", "Three former ministers"]
FAR_TAILS = ["hoping to keep the ferry", "in five of the towns that vote on Tuesday", "briefed on the talks with the bank", "close to the mayor of Leith",
             "she has met with over the last two weeks", "whose boats were lost in the flood", "who have seen him with the mayor lately",
             "who live near the harbour", "on both sides of the river", "with ties to the bank", "inside the Lindholm campaign",
             "interviewed at the harbour on Monday", "at the table with the mayor", "affected by the flood", "like Ann Orr and Tom Reed",
             "that the mayor has long courted", "including the mayor’s brother"]
FAR_CUES = ["said the road was closed", "say that nobody was hurt", "told the Herald that the road was closed", "have argued that the plan was late",
            "said on Monday the road was closed"]

# Two clauses, of which the second has a speaker of its own.
NO_SPEAKERS = ["Shops closed in Leith and Lowton", "The road was closed on Monday", "The plan was backed by Orta Foods",
               "He met the mayor of Leith", "It rained in Dorland and Wales", "The bridge, built in 1902, was shut", "They spoke to Doug Vale",
               "The fire spread to Vale Street", "The film was shot in Kenya, Uganda and Norway"]
SECOND_SPEAKERS = ["residents", "police", "villagers", "Ann Orr", "Norway", "officials", "a spokesman", "local people", "two men", "the council"]
SECOND_CUES = ["said", "told the Herald", "warned that", "would not say whether"]

# Before "according to", who it is, and what is said.
BEFORE_ACCORDING = ["The road was closed in May and ", "The road was closed in May, but ", "Although the road was closed in May, ", "But ", "Now, "]
ACCORDING = ["Ann Orr", "the ministry", "police", "officials", "the Ministry of Justice", "a report", "Orta Foods", "his lawyer", "the BBC"]
ACCORDING_CLAUSES = ["it will open soon", "the bridge will open soon", "drivers have not come back", "she has left the town", "there was no ice"]

# Bodies behind a person's name.
BODIES = ["the Home Office", "Ghana’s Ministry of Health", "Canada’s Brandon University", "the UK’s National Fraud Office", "the country’s coast guard",
          "Leith University’s Institute for Fish", "the charity Boats for All", "Orta Foods", "the RMT union", "Cancer Research UK", "the town’s museum",
          "New Zealand’s Ministry for Fish", "the Leith and Lowton Trust"]
BODY_FRAMES = ["{} said the road would open soon.", "The road would open soon, {} said.", "The road would open soon, said {}.",
               "According to {}, the road would open soon.", "{} told the Herald that the road would open soon."]

# What somebody does, before a comma and the name.
TRADES_WITH_TAIL = ["judge", "officer", "lawyer", "doctor", "woman", "engineer", "coach"]
TRADE_TAILS = ["leading the inquiry", "presiding over the case", "behind the plan", "treating the boy", "in charge of the search", "who led the inquiry",
               "on duty that night", "responsible for the area", "at the scene", "acting for six of the families", "representing two of the men",
               "working at one of the town’s hospitals"]
TRADE_FRAMES = ["The {}, Ann Orr, said the road would open soon.", "The road would open soon, said the {}, Ann Orr.",
                "The road would open soon, the {}, Ann Orr, told the Herald.", "Ann Orr, the {}, said the road would open soon."]

# A report that ends where another one begins.
FIRST_REPORTS = ["the road would open soon", "they were “glad of it”", "it would pay for the boats in full"]
NEXT_REPORTS = [" while ", " as ", ", while ", ", and ", ", but ", " but ", ", with ", " despite ", " whereas "]
NEXT_SPEAKERS = ["Doug Vale", "police", "Minister Doug Vale", "residents"]
NEXT_CUES = {"said": "saying", "claimed": "claiming", "told the Herald": "telling the Herald", "insisted": "insisting"}

# When and where something was said, before "that".
WHEN_SAID = ["in May", "last May", "in early May", "in March 2019", "late on Friday", "at a rally in May", "on 3 May", "in the spring", "earlier this month",
             "in a speech in May", "a day later", "two days before the vote", "by phone from Leith", "at about 3pm on Monday"]
WHEN_CUES = ["said", "claimed", "projected", "announced", "wrote", "admitted", "confirmed", "added", "noted", "reported"]
WHEN_SPEAKERS = ["Ann Orr", "The ministry", "Police", "Norway", "Officials"]

# Ways of saying.
WAYS = """went on to say that;took to Twitter to say;used a speech in Leith to say that;issued a statement saying;released a statement on Monday saying that;
posted a video saying;sent an email to staff saying;later told the BBC;again said;could not say when but said;made clear that;made it clear;let it be known that;
gave an assurance that;dismissed the report, saying;rejected the claim and said;declined to comment on the bridge but said;refused to give a date, saying only that;
hit back at critics, insisting;added in a letter to the council that;wrote to residents in May to say;confirmed to the Herald that;assured residents that;
reassured drivers, telling them;informed the council by letter that;left no doubt that;pointed out that;stopped short of naming a date, but said;responded by saying;
told a hearing in Leith on Monday that;told MPs last week;posted on Facebook that;announced on Monday that;hinted that;testified that;further said that;
came out to say;spoke out to say;got up to say;wrote back to say;texted her to say that;let slip that;noted with regret that;only said;then told police""".replace("\n", "").split(";")
PASSIVE_WAYS = """was quoted as saying;was quoted by the Herald as saying;was quoted in the Herald as saying that;is reported to have said;was reported as saying;was heard saying;
was heard to say that;could be heard saying that;was recorded saying;had earlier been quoted as saying that;was cited as saying;is alleged to have said that;
was seen telling drivers that;was caught on camera saying;was filmed telling police;is believed to have told police;was overheard telling a friend that;
can be seen telling officers;appeared to say;was shown saying""".replace("\n", "").split(";")
WAY_SPEAKERS = ["Ann Orr", "The mayor", "Orta Foods", "Two officials", "Vale’s lawyer", "A spokesman for the firm"]

# What stands between a speaker and the cue.
DISTANCES = [", speaking at the harbour on Monday,", ", who runs the ferry,", ", in a letter to the council dated 3 May,", " — who runs the ferry — ", ", for one,",
             ", meanwhile,", ", by contrast,", " (pictured)", ", when asked about the bridge,", ", giving evidence on Monday,", " on Monday", " last night",
             " in a statement", " in a post on Facebook", " in response", " in court on Monday", " after the vote", " during a debate on the bridge",
             ", clearly shaken,", " in an email"]
DISTANCE_SPEAKERS = ["Ann Orr", "The mayor", "Police", "His wife", "Officials", "Orta Foods"]
DISTANCE_CUES = ["said {}.", "said: “{}.”", "told the Herald {}.", "said that {}."]

# A speaker behind a quotation, and what follows.
LATE_CUES = ["said", "added", "recalled", "asked", "laughed", "continued", "wrote", "sighed"]
LATE_SPEAKERS = {"Orr": "Orr", "the mayor": "the mayor", "Det Insp Ann Orr": "Ann Orr", "Ann Orr, 43": "Ann Orr", "Ann Orr, who runs the ferry": "Ann Orr",
                 "a spokesman for the firm": "a spokesman for the firm", "Ann Orr from the Leith Trust": "Ann Orr", "the trust’s Ann Orr": "Ann Orr",
                 "another": "another", "O’Orr": "O’Orr"}
LATE_QUOTES = ["“It is late and the road is wet,”", "‘It is late and the road is wet,’", "“It is late and the road is wet”,", "“Is it late?”", "‘It’s late, isn’t it?’"]

# What somebody is to do.
URGING = ["urged", "asked", "ordered", "advised", "warned", "told", "called on", "appealed to", "begged", "encouraged", "invited", "pleaded with", "again urged",
          "wrote to the mayor urging"]
URGED = ["drivers", "the council", "Doug Vale", "its members", "anyone who saw the fire", "the firm’s owners", "China"]
PROMISING = ["promised to", "vowed to", "pledged to", "threatened to", "promised residents to", "vowed not to", "pledged never to", "undertook to", "swore to"]

# Words in marks and words without.
MIXED = {"said the road was “a real mess”": "the road was “a real mess”", "said it was “late” and “wet”": "it was “late” and “wet”",
         "said that “nobody” had come": "“nobody” had come", "called the plan “a step too far”": "a step too far", "called it “mad”": "it “mad”",
         "described the plan as “mad”": "the plan as “mad”", "branded the plan “a waste of good money”": "a waste of good money",
         "hailed it as “a very good start”": "a very good start", "warned of “very dark days to come”": "very dark days to come",
         "complained of “a lack of care”": "a lack of care", "said the “mad” plan would fail": "the “mad” plan would fail",
         "insisted the plan, which will cost £3m, was “a good one”": "the plan, which will cost £3m, was “a good one”",
         "added that the plan was “late”, “wet” and “cold”": "the plan was “late”, “wet” and “cold”", "apologised for “a very bad day”": "a very bad day",
         "wrote that “the road is shut for good”": "the road is shut for good",
         "expressed “deep and lasting sorrow” over the fire": "deep and lasting sorrow"}

# What was said, who said it and when, and what the writer adds behind.
LEADS = ["four people have died", "the road to Leith was closed", "a man has been arrested after a body was found", "nobody was hurt in the fire"]
LEAD_SPEAKERS = ["officials", "Ann Orr", "the mayor"]
LEAD_TIMES = [" on Sunday", " in a statement", " late on Friday", "", " at a news conference", " in May", " on Monday at the inquest"]
LEAD_TAILS = ["", ", as rescuers searched for a couple", ", while the storm moved east", ", after days of rain", ", a day after the fire",
              ", despite fears of a flood", ", with more rain expected", ", although the council denied it", ", raising fears of a flood",
              ", amid calls for an inquiry", ", but gave no details", ", but did not say when", ", the day before the vote", " but gave no details",
              " as crews worked to clear the road", " after days of rain", ", bringing the total to 12"]

# What a writer adds to a report.
REPORT_TAILS = [", to applause", "; the council disagreed", ", shaking hands with the crowd", ", holding up a map", ", in a swipe at the council",
                ", in comments first reported by the Herald", ", in an apparent reference to the fire", ", in what was seen as a threat", ", without giving details",
                ", without naming the firm", ", without elaborating", ", citing the cost", ", but declined to give a date", ", a sign that talks have failed",
                ", a claim the council denies", " – a claim the council denies", ", raising hopes of a deal", ", when asked about the fire", ", speaking on Monday",
                ", but did not say when", ", and did not say when", ", but would not say when", ", prompting laughter", ", but the council disagreed"]
REPORT_CUES = ["said", "told the Herald that", "claimed", "has said that"]

# Several verbs of saying with one subject; A and B are clauses.
SEVERAL_VERBS = {"told the court A before adding that B": "AB", "told the court that A before adding that B": "AB", "said A, then added that B": "AB",
                 "said A but denied hiding the report": "AC", "admitted hiding the report but said A": "CA", "said A and promised to pay": "AD",
                 "denied hiding the report, saying A": "CA", "promised to pay, saying A": "DA", "said A, while insisting that B": "AB",
                 "warned that A and urged drivers to stay away": "AE", "urged drivers to stay away and warned that A": "EA", "said A, but warned that B": "AB",
                 "conceded B but insisted A": "BA", "declined to comment on the fire but said A": "A", "apologised and said A": "A"}
SEVERAL_WORDS = {"A": "the road would open soon", "B": "the bridge was rotten", "C": "hiding the report", "D": "to pay", "E": "to stay away"}

# Nouns of saying with a clause; {} is who says it.
CLAIMS = """There have been claims that C.;The vote was held amid warnings that C.;The vote was held amid claims by S that C.;The vote was held despite warnings from S that C.;
The vote followed a claim by S that C.;It was a response to claims that C.;Police were called to reports that C.;The inquiry will look at allegations that C.;
The council rejected suggestions that C.;The council dismissed claims by S that C.;S issued a warning that C.;S made the claim that C.;S made an allegation that C.;
S’s main point was that C.;S repeated the claim that C.;S rejected the idea that C.;S gave an assurance that C.;S responded to claims that C.;
S expressed concern that C.;S has raised concerns that C.;S caused a row by claiming that C.;S has come under fire for saying that C.;S began by saying that C.;
S was asked about reports that C.""".replace("\n", "").split(";")
CLAIMED = ["the road was closed", "he had left the town", "the council had hidden the report"]

# In court and elsewhere: who says it is told, or not.
HEARD = """It was announced by Ann Orr that C.;It was announced on Monday that C.;Jurors heard that C.;The inquest was told that C.;The jury was told C.;
The inquest at Leith heard that C.;A hearing in Leith was told that C.;MPs were told by Ann Orr that C.;C, it was claimed last night.;C, it was revealed last night.;
C, the court heard.;C, jurors were told.;C, it has been claimed.;Leith Crown Court heard that C.;C, Leith Crown Court was told.;The trial heard that C.;
The committee heard from Ann Orr that C.;A court heard on Monday that C.;The court had heard that C.;It was said in court that C.;It was later confirmed that C.;
The Herald can reveal that C.;The judge ruled that C.;The inquiry concluded that C.;Residents have been warned that C.""".replace("\n", "").split(";")
HEARD_FROM = {"Ann Orr": "Ann Orr", "The Herald": "Herald", "The judge": "judge", "The inquiry": "inquiry"}

# A subject and a verb are a clause.
SHORT_CLAUSES = ["two men died", "Doug Vale left", "he died", "it failed", "nobody came", "prices fell", "the plan failed", "it is late", "they were late", "she will go",
                 "both men died", "it rained", "he was shot", "others fled", "all survived", "it hurt", "he must go", "he did not", "a boat sank", "that is wrong"]
SHORT_FRAMES = ["{s} said {c}.", "{s} told the court {c}.", "{s} told the Herald that {c}.", "{C}, {s} said.", "{C}, said {s}.", "{C}, according to {s}.",
                "According to {s}, {c}.", "{C}, {s} told the Herald.", "{C}, {s} said on Monday."]

# What somebody who is quoted asked of the writer is no news.
ANONYMOUS = ["asked not to be named", "asked not to be identified", "asked to remain anonymous", "declined to be named", "did not want to be named", "requested anonymity",
             "wished to remain anonymous", "refused to give her name", "spoke on condition of anonymity", "asked not to be quoted by name", "asked to be called only Mia",
             "requested not to be named", "preferred not to be named", "asked us not to use her name", "asked the Herald not to name her"]
ANONYMOUS_FRAMES = ["A driver who {} said the road was closed.", "A driver, who {}, said the road was closed.", "A driver said the road was closed and {}.",
                    "A driver, who lives nearby and {}, said the road was closed.", "The road was closed, said a driver who {}.",
                    "The road was closed, according to a driver who {}.", "A driver told the Herald the road was closed but {}."]

# How many of them, and what they said.
AMOUNTS = """a handful of drivers;a number of residents;a couple of fans;a wide array of economists;a range of experts;scores of residents;a growing number of doctors;
the vast majority of residents;most of the residents;a few residents;quite a few residents;several other residents;a good many drivers;more than 100 doctors;at least two people;
up to 200 residents;nearly 300 doctors;around 50 residents;as many as 20 people;no fewer than six people;over 1,000 doctors;almost all of the residents;nearly all of them;
virtually everyone;almost everyone;half a dozen witnesses;about a dozen residents;at least one driver;one or two residents;both of them;a cross-party group of MPs;
more than half of those asked;one of the two men""".replace("\n", "").split(";")
AMOUNT_FRAMES = ["{S} said the road was closed.", "The road was closed, {s} said.", "The road was closed, said {s}.", "According to {s}, the road was closed.",
                 "The road was closed, according to {s}.", "{S} told the court that the road was closed.", "But {s} insisted that the road was closed."]

# What somebody asks for, and its words.
ORDERS = {"proposed closing the road": "closing the road", "suggested closing the road": "closing the road", "recommended that the council close it": "the council close it",
          "requested that the road be closed": "the road be closed", "insisted that the road be closed": "the road be closed",
          "advised against using the road": "using the road", "reminded drivers to use the bridge": "to use the bridge",
          "demanded to know why the road was closed": "why the road was closed", "backed calls for the road to be closed": "for the road to be closed",
          "repeated a call for the road to be closed": "for the road to be closed", "appealed for witnesses to come forward": "witnesses to come forward",
          "denied ever having hidden it": "ever having hidden it", "promised drivers the road would open": "the road would open",
          "sent a letter urging the council to close it": "to close it"}

# What stands behind words that are a sentence or a paragraph, and tells whose they are.
WORDS_BEFORE = "The road is a mess and nobody cares"
NEXT_SENTENCES = """That was the view of {s}.;That was the verdict of {s}.;That is the view of {s}.;That’s the view of {s}.;So says {s}.;So said {s}.;
Those were the words of {s}.;Those are the words of {s}.;The words of {s}.;That was the message from {s}.;That is the warning from {s}.;
This was the response of {s}.;That is the opinion of {s}.;This is the verdict of {s}.;The words belong to {s}.;The warning came from {s}.;
Such was the verdict of {s}.;Thus spoke {s}.;That was the stark warning from {s} yesterday.;So said {s} on Monday.""".replace("\n", "").split(";")
NEXT_SENTENCES_OF_ONE = ["That was how {s} put it.", "That is how {s} sums it up.", "That was {s}’s verdict.", "That was {s}’s reaction to the news.",
                         "So says {s}, who runs the ferry."]

# A sentence about somebody before his words.
SENTENCES_BEFORE = """{s} was furious.;{s} was in no doubt.;{s} didn’t mince words:;{s}’s verdict:;{s}’s verdict was damning:;{s} is blunt about it.;{s} put it bluntly.;
{s} put it this way:;{s} had this to say:;{s} had other ideas.;{s} disagrees.;{s} agreed.;{s} was more cautious.;{s} shook her head.;{s} laughed.;
{s} had a warning for the town.;{s} was unrepentant.;{s} remembers it well.;{s} has no regrets.;{s} spoke for many.;{s} recalls the day it opened.;
{s} issued a statement.;{s} took to X.;{s} hit back on Facebook.;{s} was asked about it.;Not so {s}.;Enter {s}.;Take {s}.;Then {s} spoke.;
{s} rose to speak.""".replace("\n", "").split(";")

# Words that are the subject of a sentence which tells whose they are.
VERDICTS = """{q} was {s}’s verdict;{q} was {s}’s blunt reply;{q} was the verdict of {s};{q} was the view of {s};{q} is the message from {s};{q} was the response from {s};
{q} was {s}’s message to the town;{q} was {s}’s reaction to the news;{q} was the warning from {s} after the fire;{q} was {s}’s only comment;
{q} was how {s} described it;{q} was {s}’s response when asked about it;{q} was {s}’s assessment of the day;{q} came the reply from {s};
{q} was the rallying cry from {s};{q} is {s}’s motto;{q} were {s}’s last words;{q} were the words of {s};{q} was all {s} would say""".replace("\n", "").split(";")
VERDICT_SPEAKERS = ["Ann Orr", "the mayor", "Leith Rovers manager Ann Orr", "the council"]
VERDICT_QUOTES = ["“The road is a mess”", "“The road is a mess,”", "‘It’s a mess’,", "“We’re not happy!”", "“No comment”"]

# A question in court, and the answer.
COURT_LEAD = "A fisherman, Tom Vale, 43, is on trial over a boat in Leith.\n\n"
COURT_QUESTIONS = {"Mr Reed, prosecuting, asked: {q}": "Reed", "Ann Reed, prosecuting, asked Vale: {q}": "Ann Reed", "The prosecutor, Ann Reed, asked: {q}": "Ann Reed",
                   "The judge asked: {q}": "judge", "The judge, Ann Reed, intervened to ask: {q}": "Ann Reed", "Cross-examining, Ann Reed said: {q}": "Ann Reed",
                   "Ann Reed put it to him: {q}": "Ann Reed", "{q} asked Ann Reed, prosecuting.": "Ann Reed", "{q} the prosecutor asked.": "prosecutor",
                   "The coroner asked him: {q}": "coroner", "Ann Reed then asked: {q}": "Ann Reed", "Ann Reed demanded: {q}": "Ann Reed"}
COURT_ANSWERS = """Vale answered: {q};Vale replied: {q};“I was at home,” he replied.;“I was at home,” Vale said.;He replied: {q};He said: {q};Vale: {q};To which Vale replied: {q};
Vale shook his head. {q};“I was at home,” the defendant replied.;The defendant answered: {q};Vale told the court: {q}""".replace("\n", "").split(";")

# What stands between two parts of an utterance.
INTERRUPTIONS = """said {s};{s} told the Herald;said {s}, speaking at the harbour on Monday;said {s}, shaking her head;said {s}, wiping away tears;
{s} said in an interview with the Herald;{s} said through an interpreter;said {s} in a telephone interview from Leith;
{s} told the Herald in her first interview since the fire;{s} says, pointing to the sea;says {s}, pointing to the sea;{s} said when asked about the bridge;
said {s} when asked about the bridge;{s} said, when asked about the bridge;{s}, speaking through an interpreter, said;{s} told me over tea in her kitchen;
{s} said on Monday, a day after the fire;{s} wrote in a letter to the council;{s} said, her voice breaking;
{s} recalled, sitting in the kitchen of the house she was born in;{s} continued, to loud applause""".replace("\n", "").split(";")
INTERRUPTED = {"“The road,” {}, “is a mess.”": "The road, is a mess", "“The road is a mess,” {}. “Nobody cares.”": "The road is a mess, Nobody cares",
               "“The road is a mess,” {}, “and nobody cares.”": "The road is a mess, and nobody cares", "‘It’s a mess,’ {}. ‘We can’t go on.’": "It’s a mess, We can’t go on",
               "‘It’s the boys’ road,’ {}, ‘and it’s a mess.’": "It’s the boys’ road, and it’s a mess", "“Why,” {}, “is nobody here?”": "Why, is nobody here?"}

# Paragraphs that go on with whoever spoke in the one before, or before that.
SPOKEN_BEFORE = ["Ann Orr, the mayor, said: “The road is a mess.”", "“The road is a mess,” said Ann Orr, 43, the mayor."]
GOING_ON = """She added: {q};She went on: {q};Orr, 43, of Mill Road, continued: {q};The mayor went on: {q};But she added: {q};Asked about the bridge, she said: {q};
Of the bridge, she said: {q};On the subject of the bridge, she added: {q};She was keen to add: {q};Turning to the bridge, she said: {q};{q};Mrs Orr continued: {q};
Adding: {q};She had a message for drivers: {q};Her advice to drivers: {q};Her verdict on the bridge? {q};And her message to drivers? {q};Asked if she was angry: {q};
And the bridge? {q};Her answer: {q};She is clear: {q}""".replace("\n", "").split(";")

# Offices as the newspapers of many countries write them, with capitals; whoever holds one has a name that no list has.
OFFICES = ["Federal Minister for Water Resources", "Minister of State for Power", "Federal Minister for Information and Broadcasting",
            "Union Minister for Civil Aviation", "Minister of Women and Social Welfare", "Special Assistant to the Prime Minister on Power",
            "Adviser to the Chief Minister on Finance", "Union Home Minister", "Chief Press Secretary", "Special Adviser to the Governor on Media",
            "Minister for Trade, Industry and Energy", "Minister for Planning, Development and Special Initiatives", "Cabinet Secretary for Interior",
            "Health Cabinet Secretary", "Principal Secretary for Roads", "Minister of Mineral and Petroleum Resources",
            "Deputy Minister of Cooperative Governance", "Home Affairs Minister", "Water and Sanitation Minister", "Minister in the Presidency",
            "Secretary for Security", "Secretary for Labour and Welfare", "Senior Minister of State for Health",
            "Minister for Sustainability and the Environment", "Coordinating Minister for Maritime Affairs", "Deputy Home Minister", "Menteri Besar",
            "Commissioner for Works", "Attorney General and Minister of Justice", "Director-General of the Medical Council",
            "State Commissioner of Police", "Inspector General of Police", "Chief of Army Staff", "Chief of Defence Staff", "Managing Director",
            "Group Chief Executive Officer", "Vice-Chancellor", "Deputy Vice-Chancellor", "Registrar", "Tahsildar", "Block Development Officer",
            "Sub-Divisional Police Officer", "District Collector", "Municipal Commissioner", "Superintendent of Police",
            "Deputy Superintendent of Police", "Additional Director General of Police", "Divisional Police Officer", "Area Commander",
            "National Publicity Secretary", "State Chairman", "Zonal Coordinator", "Executive Secretary", "Majority Leader", "Minority Whip",
            "Speaker of the House of Representatives", "Senate President", "Deputy Senate President", "Leader of the House",
            "Leader of the Opposition", "County Commissioner", "Deputy County Commander", "Regional Minister", "District Chief Executive",
            "Municipal Chief Executive", "Ashanti Regional Minister", "Provincial Commissioner", "Permanent Secretary", "Chief Executive Officer",
            "Barangay captain", "Vice Mayor", "National Police spokesman", "Armed Forces spokesperson", "Regent", "Deputy Speaker",
            "Shadow Treasurer", "Opposition Leader", "Acting Premier", "Assistant Commissioner", "Detective Acting Superintendent",
            "Local Government Minister", "Greens senator", "Independent MP", "Crown prosecutor", "Coroner", "Senior Counsel", "Advocate General",
            "Solicitor General", "Additional Solicitor General", "Public Prosecutor", "Special Public Prosecutor", "Deputy Public Prosecutor",
            "Senior Advocate"]
OFFICE_FRAMES = ["{o} {n} said the road was late.", "“It is late,” said {o} {n}.", "The {o}, {n}, said the road was late.", "“It is late,” the {o}, {n}, said.",
                 "{o} Dr. {n} said the road was late.", "Speaking there, the {o}, Mr. {n}, warned that the road was late."]
OFFICE_HOLDERS = ["Haroon Akhtari", "Murlidhar Mohole", "Folasade Ogunbiyi", "Thandeka Mabuzela"]
CHAIRED = ["The union’s", "The council’s", "The bank’s", "Tesco’s", "Orta Foods’", "Leith City Council’s", "The company’s", "The Skerrow Trust’s", "Ghana’s",
           "The charity’s", "The club’s", "The Dockers’ Federation’s"]
# Titles as agencies shorten them, and what their holders are called again.
WORKED_AS = ["worked as porters at the old hospital in Moyle", "were employed as cleaners at the bank", "had lived as boarders at the school", "served as guards at the prison", "was hired as a cook at the palace"]
SPEAKING_AT = ["Speaking outside Leith Castle", "Outside Cardiff Castle", "Speaking at Leith Castle", "Speaking outside Leeds Crown Court", "Speaking in Paris", "Speaking at Croke Park"]
WONDERING = ["wondering why nobody had come", "wondering how they were paid", "wondering aloud whether they would stay", "asking why nobody had come"]
WHEN_ASKED = ["when asked about the march", "when contacted", "when asked about it by reporters"]
WHILE_DOING = ["while taking questions from the board", "while speaking to reporters in Leith", "while opening a school"]
BUT_REJECTED = ["but rejected talk of a second lane", "but dismissed fears of a toll", "but defended the delay", "but played down the cost", "but refuted the report"]
AS_A_GIFT = ["as a gift to the town", "as praise for the crew", "as part of a plan", "as a warning to others"]
COMPATRIOTS = ["Pole", "Croat", "Briton", "Queenslander", "Tasmanian", "Aucklander", "Kerryman", "Dubliner", "Scotsman", "Dane", "Swede", "Icelander", "Lagosian", "Bristolian", "Texan", "Londoner", "Italian", "Frenchman"]
SAID_IN_PAPER = ["in a memo", "in a communique", "in a tweet", "in a statement", "in a Facebook post", "in a video message", "in a letter"]
SHORT_TITLES = [("Gov.", "governor"), ("Sen.", "senator"), ("state Sen.", "senator"), ("state Sen.", "state senator"), ("Prof.", "professor"),
                ("Capt.", "captain"), ("Col.", "colonel"), ("Gen.", "general"), ("Det.", "detective"), ("Insp.", "inspector"), ("Rep.", "representative")]
SHORT_TITLE_FRAMES = ["Crowds met {s} Doug Lindholm in May. “It is late,” said Ann Vale. The {l} said the bridge was shut.",
                      "Crowds met {s} Doug Lindholm in May.\n\nAnn Vale, a farmer, said the road was closed.\n\n“It is late,” the {l} said.",
                      "The letter was sent to {s} Doug Lindholm.\n\n“It is late,” Ann Vale said.\n\nThe {l} told reporters that nobody came.",
                      "“It is late,” said Ann Vale, a critic of {s} Doug Lindholm.\n\n“Nobody came,” the {l} replied."]
# Words in marks that are a programme's or a paper's name, or stand in what opens a sentence whose verb has other words.
PROGRAMMES = """Speaking on ITV’s ‘This Morning’, {s} said: {q};{s} told BBC Radio 4’s “Today” programme: {q};{s} told the BBC’s “Today” programme: {q};
{s} told the “Today” programme: {q};{s} told the “Rest Is Roads” podcast: {q};{s} told ITV’s “Good Morning Britain”: {q};{s} told BBC Radio 4’s Today programme: {q};
In his book, “The Long Road”, {s} writes: {q};In her memoir ‘The Long Road’, {s} wrote: {q};{s}, author of “The Long Road”, said: {q};{s}, known as “The Beast”, said: {q};
{s}, nicknamed ‘The Beast’, told the court: {q};{s}, star of ‘The Long Road’, said: {q};“The Long Road” star {s} said: {q};Asked about the “bridge to nowhere”, {s} said: {q};
Of the so-called “bridge tax”, {s} said: {q};Referring to the “bridge tax”, {s} said: {q};In a speech entitled “Roads for all”, {s} said: {q};
In a report called “Roads for all”, {s} wrote: {q};In a post headed “Enough”, {s} wrote: {q};{s} told a rally called “Roads for all”: {q};
{s}, whose group “Roads for All” runs the ferry, said: {q};The leader of the group ‘Roads for All’, {s}, said: {q}""".replace("\n", "").split(";")
PROGRAMME_QUOTES = ["“It is a mess and nobody cares.”", "‘It’s a mess and the boys’ boat is gone.’"]
OPENED_WITH_WORDS = ["In an article headlined “The road to nowhere”, {s} wrote: {q}", "Holding a placard reading “Save our bridge”, {s} said: {q}",
                     "After the council called it “a bridge too far”, {s} said: {q}", "Asked whether he had called it “a total mess”, {s} replied: {q}",
                     "When Tom Vale wrote “It is late”, {s} replied: {q}"]

# A line that announces words, which are paragraphs of their own.
ANNOUNCED = """In a statement, {s} said:;{s} said in a statement:;{s} wrote:;{s} told the Herald:;{s} told BBC Sport:;In a letter to the council, {s} wrote:;{s} posted on Facebook:;
{s} replied:;{s} said the following:;Here is what {s} said:;This is what {s} told the court:;{s} put it this way:;{s} responded on X:;
{s} had this message for drivers:;Asked about the bridge, {s} said:;As {s} put it:;{s} explains:""".replace("\n", "").split(";")
ANNOUNCED_QUOTES = {"“The road is a mess. Nobody cares.”": ["The road is a mess. Nobody cares."], "“The road is a mess.\n\n“Nobody cares.”": ["The road is a mess. Nobody cares."],
                    "‘It’s a mess.\n\n‘It’s the boys’ road.’": ["It’s a mess. It’s the boys’ road."],
                    "“The road is a mess.”\n\n“Nobody cares about it.”": ["The road is a mess.", "Nobody cares about it."]}

# Voices one after the other.
VOICES = {"“It is a mess,” one wrote. “Nobody cares,” added another. A third said: “We do.”": ["one", "another", "A third"],
          "One user wrote: “It is a mess.” Another added: “Nobody cares.” A second said: “We do.”": ["One user", "Another", "A second"],
          "One wrote: “It is a mess,” while another said: “Nobody cares.”": ["One", "another"],
          "“It is a mess,” one fan wrote, while another said: “Nobody cares.”": ["one fan", "another"],
          "“It is a mess,” said one, with another adding: “Nobody cares.”": ["one", "another"],
          "“It is a mess,” said one driver, as another shouted: “Nobody cares!”": ["one driver", "another"],
          "“It is a mess,” commented Ann Orr. Tom Vale replied: “Nobody cares.”": ["Ann Orr", "Tom Vale"],
          "Ann Orr wrote: “It is a mess,” to which Tom Vale replied: “Nobody cares.”": ["Ann Orr", "Tom Vale"],
          "Ann Orr said it was “a total mess”, while Tom Vale said “nobody here cares”.": ["Ann Orr", "Tom Vale"],
          "When Ann Orr wrote “It is a mess”, Tom Vale replied: “Nobody cares.”": ["Ann Orr", "Tom Vale"],
          "“It is a mess,” Ann Orr wrote, prompting Tom Vale to reply: “Nobody cares.”": ["Ann Orr", "Tom Vale"],
          "“Is it late?” asked Ann Orr. “No,” said Tom Vale. “Good,” she said.": ["Ann Orr", "Tom Vale", "Ann Orr"],
          "Ann Orr: “Is it late?” Tom Vale: “No.” Ann Orr: “Good for you.”": ["Ann Orr", "Tom Vale", "Ann Orr"],
          "“It is a mess,” said Ann Orr, but Tom Vale insisted: “It is a very good day.”": ["Ann Orr", "Tom Vale"]}

# A clause with some words in marks, and whose they are.
CLAUSES_IN_WORDS = {"In the words of {s}, the road is {q}": "the road is {q}",
                    "To use {s}’s words, the road is {q}": "the road is {q}", "The road is {q}, in the words of {s}": "The road is {q}",
                    "The road is {q} in the words of {s}": "The road is {q}", "It was {q}, said {s}, and it would “ruin the town”": "It was {q} and it would “ruin the town”",
                    "It was {q}, said {s}, but could yet be “put right”": "It was {q} but could yet be “put right”",
                    "It was {q}, {s} said, and would “ruin the town”": "It was {q} and would “ruin the town”"}
IN_WORDS = ["“a mess”", "“mad”", "“a total and utter mess”", "“shut for good”"]

# Somebody comes in behind "with", and speaks.
WITH_ONE = ["Fans took to X, with {s} {g} {q}", "Fans rushed to comment, with {s} {g} {q}", "The vote split the town, with {s} {g} {q}",
            "Ann Lowe was booed as she left, with {s} {g} {q}", "With {s} {g} {q}", "Fans were split, with Ann Lowe asking: “Is it late?” and {s} {g} {q}"]
WITH_WHOM = {"one": "one", "another": "another", "one fan": "one fan", "Tom Vale, 43,": "Tom Vale", "a pensioner": "a pensioner", "the mayor, Tom Vale,": "Tom Vale"}
WITH_SAYING = ["saying:", "writing:", "telling the star:", "asking:", "joking:", "adding:"]

# Whose office it is, right before the office: "said FBI Director Ann Orr".
OFFICES_OF = ["SNP", "NASA", "ANC", "FBI", "Unicef", "the RSPB", "BJP", "Ukip", "Oxfam", "Google", "Amnesty International", "Lloyds Bank", "Sinn Féin", "Ryanair"]
OFFICERS_OF = ["MP", "President", "Executive Director", "Secretary General", "leader", "Chairman", "MEP", "CEO", "Chief Economist", "spokeswoman", "Senator"]
OFFICER_FRAMES = ["The road was closed all night, according to {}.", "“The road was closed all night,” said {}.", "On Monday {} said the road was closed all night.",
                  "“The road was closed all night,” {} told reporters.", "The road was closed all night, said {}, who was there."]

# Who did something by a verb of saying, and what became of them: no report.
DOERS = ["The woman who", "A man who", "On Monday, the clerk who", "Two men who", "The firm that", "It rained when the driver who"]
DEEDS = """wrote the letter;reported the theft;denied the murder;admitted the killing;revealed the plans;announced the tour and its
dates;claimed the prize;added the names;posted the pictures;confirmed the deaths;proposed the tax;noted the number of the car""".replace("\n", " ").split(";")
FATES = ["was found in Leith", "will be in the hall in May", "has left the town", "had no boat"]

# ... and who said something: where it ends.
TELLERS = {"The driver who said {}": 0, "A man who claimed {}": 0, "On Monday, the clerk who told police that {}": 0, "Those who warned the council {}": 0,
           "The letter that said {}": 0, "A study that found {}": 0, "Two men who insisted that {}": 0,
           "A driver who asked whether {}": 0, "The judge who ordered the men {}": 1, "Those who urged the mayor {}": 1, "A woman who asked {}": 1}
TELLERS_CLAUSES = (("the road was closed", "he was ill", "the bridge had been damaged in May", "nobody was in the hall"),
                   ("to leave the hall", "to pay", "to think of the children"))

# Groups of two sorts, and what is of two: one speaker.
TWO_SORTS = """state and federal officials;political and business leaders;legal and religious groups;local and national charities;union and
company negotiators;health and safety inspectors;farm and environmental groups;senior and junior doctors;city and county
leaders;Norwegian and European Union diplomats;White House and Pentagon spokesmen;Vale Town and Orta County officials;two current and
former players;old and new members;music and theatre fans;a joint statement by Orta Foods and Vale Holdings;figures from the Leith
Institute and Orta University;the parents of Doug and Karen Vale;lawyers for Doug Vale and Karen Orr;the leaders of Norway and
Sweden;a spokesman for Orta Foods and Vale Holdings;the daughter of Doug and Karen Vale"""
TWO_SORTS = TWO_SORTS.replace("\n", " ").split(";")

# One of several, told by a number, who gets a name.
ONES_WITH_NAME = """another, a retired trawlerman called Tom Vale,;a third, a thatcher named Tom Vale,;one, a nurse called Tom Vale,;a second, the plumber Tom Vale,;another,
thatcher Tom Vale,;one of them, a plumber called Tom Vale,;another, a gilder who gave his name as Tom Vale,;another, Tom Vale, 43,""".replace("\n", " ").split(";")

# In what it was said, without a comma before who said it.
IN_WHAT = ["a statement", "a tweet", "an open letter", "a Facebook post", "an interview", "his evidence", "a statement on Monday"]
IN_WHAT_SPEAKERS = {"teacher Ann Orr": "Ann Orr", "chief executive Ann Orr": "Ann Orr", "BBC correspondent Ann Orr": "Ann Orr", "Labour councillor Ann Orr": "Ann Orr",
                    "FBI Director Ann Orr": "Ann Orr", "police": "police", "the council": "the council", "Leith council": "Leith council", "a spokesman": "a spokesman"}

# Bodies by what they may be called again, and what brings in another one meanwhile, with whoever speaks there.
CALLED_BODIES = {"Zenith Airways": "the carrier", "Northmoor Bank": "the lender", "the Skerrow Trust": "the charity", "Zenith Motors": "the carmaker",
                 "Oxfam": "the charity", "Tesco": "the retailer", "Ofcom": "the regulator", "Zenith Energy": "the supplier", "Leith University": "the university",
                 "the charity Shelter": "the charity", "Orta Foods": "the company", "the Dockers’ Union": "the union"}
OTHER_BODIES = {"Ann Orr, an analyst at Vale Capital, said the bridge was shut.": ["Ann Orr"],
                "“The bridge was shut,” said Ann Orr of Vale Capital.": ["Ann Orr"],
                "Its chief executive, Ann Orr, said the bridge was shut. She joined from Pell Holdings in May.": ["Ann Orr"],
                "A spokesman for the Ministry of Works said the bridge was shut.": ["a spokesman for the Ministry of Works"],
                "Vale Capital said the bridge was shut.": ["Vale Capital"], "The RMT union said the bridge was shut.": ["RMT"]}

# Who speaks in an obituary, and what tells then that the dead one did.
OF_THE_DEAD = {"“{P} was a giant,” said Ann Lowe, a friend.": "Ann Lowe", "“{P} was a giant,” said Bob Lowe, a friend.": "Bob Lowe",
               "The poet Bob Lowe said {p} was a giant.": "Bob Lowe", "A critic in the Herald wrote: “{P} is a giant.”": "A critic in the Herald",
               "Bob Lowe, who ran the gallery, said {p} was a giant. He bought two of {s} paintings.": "Bob Lowe"}
BY_THE_DEAD = ["“I was bored,” {p} said in 1990.", "In 1990 {p} moved to Leith. “I was bored,” {p} said.", "{P} once said that school was dull.",
               "{S} first show was panned. “I was bored,” {p} said.", "“I was bored,” {p} wrote in {s} memoir."]

# A document, who has seen it, and what is told of it before it speaks.
SEEN_DOCUMENTS = ["A memo", "A service bulletin", "An internal email", "A leaked report", "A confidential audit", "Documents"]
SEEN = ["seen by the Herald", "obtained by Reuters", "seen by this newspaper", "leaked to the BBC", "released under freedom of information laws", "sent to staff by the company"]
SEEN_ASIDES = [", dated 11 June,", ", dated June 11, 2019,", " and dated 11 June", ", written in 2018,", ", which was sent to all staff,"]
SEEN_CUES = [" said the road was closed.", " said that the road was closed.", " said: “The road was closed all night.”"]

# Whose reply it is, what is told of it meanwhile, and what it is.
REPLY_NOUNS = ["reply", "answer", "message", "statement", "verdict", "warning", "advice"]
REPLY_ASIDES = [", sent an hour later,", ", posted on Twitter,", ", when it came,", ", delivered on Monday,", ", read out in court,", ", two days later,"]
REPLY_ENDS = [" was: “We should all go home.”", " was short: “We should all go home.”", " was that they should all go home."]

PLACES_AS_GIVEN = ["Brighton", "Hastings", "Washington", "Boston", "Israel", "Kenya", "India", "London", "Durban", "Jericho", "Denver", "Houston", "Paris",
                   "Lagos", "Winchester", "Kimberley", "Given", "Gift", "Royal", "Memory", "Tobacco"]
BEFORE_GIVEN = ["Union chairman {}", "Police spokesperson Inspector {}", "The branch secretary, Dr {}, who was there,", "Chairperson {}", "On Monday headmaster {}"]
SEATS = ["Ross", "Donegal", "Clacton", "Stirling", "North Antrim", "Lewis", "Kwale", "Burnaby South"]
SEAT_HOLDERS = ["MP", "MSP", "TD", "MLA", "MEP", "senator", "councillor", "alderman"]
OF_A_PARTY = ["Labour’s Hugh Lindholm wants a debate on the plan.", "Hugh Lindholm (Green) said the road was shut.", "The row was raised by Hugh Lindholm of the SNP."]
TALKERS = ["Orr", "The foreman, Doug Orr,", "The clerk"]
TALKED_TO = ["Mark Hale", "the new driver, Mark Hale", "his deputy, Mark Hale"]
AFTER_EVENTS = ["Speaking after the hearing,", "After the inquest,", "Speaking after the trial,", "Speaking before the meeting,", "Speaking ahead of the hearing,"]
AFTER_EVENT_SPEAKERS = ["Det Con Karen Lindholm, of Leith Police’s economic crime unit,", "solicitor Karen Lindholm, of Orr and Hale,", "Karen Lindholm, of the harbour unit,",
                        "Karen Lindholm, whose son drowned,"]
ALSO_DOES = ["is demanding to know why", "is calling for an inquiry", "has asked for a review", "is appealing for witnesses", "is threatening to sue"]

# Interviews: how an article begins, asks and answers; who answers; whether questions are turns, and by whom.
INTERVIEWS = [
    ("Sheila Mowat has edited the page since 1999. She spoke to Jon Petrie.", "JP: ", "SM: ", "Jon Petrie"),
    ("The editor Sheila Mowat met Jon Petrie on Monday.", "JON PETRIE: ", "SHEILA MOWAT: ", "Jon Petrie"),
    ("The editor Sheila Mowat met Jon Petrie on Monday.", "[00:1{0}:25] JON PETRIE: ", "[00:1{0}:48] SHEILA MOWAT: ", "Jon Petrie"),
    ("The editor Sheila Mowat met Jon Petrie on Monday.", "Jon Petrie (01:1{0}):\n", "Sheila Mowat (01:1{0}):\n", ""),
    ("Sheila Mowat, 61, has edited the page since 1999.", "Q: ", "A: ", ""),
    ("Sheila Mowat, 61, has edited the page since 1999.", "Q. ", "A. ", ""),
    ("Sheila Mowat, 61, has edited the page since 1999.", "", "", ""),
]
# Answers about others than the one who gives them: the words, and who says what in them.
TURN_ANSWERS = [
    ("Badly. My grandmother burnt the first list. She said that nobody was worth it.", {"My grandmother": "nobody was worth it"}),
    ("Yes. The mayor rang me. He said he was late.", {"The mayor": "he was late"}),
    ("Never. I told my mother it was over, and I left.", {"Sheila Mowat": "it was over"}),
    ("Well, I would say that it rained. A widow wrote that we had left out the dog.", {"A widow": "we had left out the dog"}),
    ("I think that it was late. The agency warned us that the road was closed. I signed that because we had to.",
     {"The agency": "the road was closed"}),
    ("I was tired. My sister was like, “You are late.” I said that to her.", {"My sister": "You are late."}),
    ("I don't know, Jon. Henrik Vass has seen it. He told me that he liked it, and I believe him.", {"Henrik Vass": "he liked it"}),
    ("As I said, we tried. People said that it was raining.", {"People": "it was raining"}),
]
SAYS_ON = ["expressed concern about the pumps", "voiced its support for the crews", "thanked residents for their patience",
           "conveyed its condolences"]
DEFENDERS = ["Mitigating, Hugh Lindholm said", "Hugh Lindholm, defending, said", "Mr Hugh Lindholm SC, for the State, said"]
COUNSEL = ["“He is a broken man,” said counsel.", "“He is a broken man,” counsel told the judge.", "Counsel said he was a broken man.", "There was no malice in it, counsel added."]
ASKING_DOCUMENTS = ["A petition", "An online petition", "A letter", "A motion"]
ASKED_BY_DOCUMENTS = [("calling for the ban to be scrapped", "the ban to be scrapped"), ("urging the mayor to resign", "to resign"),
                      ("demanding that the chief be sacked", "the chief be sacked"), ("calling on the council to reopen the road", "to reopen the road")]
BECAME_OF_DOCUMENTS = ["had 1,900 signatures last night", "has been signed by 1,900 people", "was handed in yesterday", "drew 400 names"]
# How the letters of an interview are written, and what is asked and answered in turn.
LETTERS = [("Q. ", "A. "), ("Q: ", "A: "), ("Q ", "A "), ("Q — ", "A — "), ("Question: ", "Answer: ")]
INTERVIEW_ASKED = ["How is the team?", "Will you sell anybody?", "Mark Vale has left. Who is next?", "And next year?", "Torn is far away. Do you mind?"]
INTERVIEW_ANSWERED = ["Not this year. We have what we need.", "Yes. I think so.", "Never. I’d rather resign.", "Everybody wants that, and I do too.",
            "Jo Hale. She knows the club well, and I trust her.", "Money. We don’t have enough.", "Work hard. That’s what I tell my kids.",
            "Patience. I had to learn it.", "In May, I hope.", "Torn is my home town. I was born there.", "The road was shut, so I swam.", "My father had a boat."]

# Whoever a sentence opens with, before "he": of {o}, {p}.
TOPIC_OPENERS = ["Of {o}, {p}", "On {o}, {p}", "As for {o}, {p}", "Regarding {o}, {p}", "Of {o}, who left in May, {p}", "About {o}, {p}",
                 "Of {o}, a plumber, {p}", "Asked about {o}, {p}", "Speaking of {o}, {p}"]
TOPIC_TAILS = ["said the road was closed.", "said: “It is late.”", "told reporters that it was a long road.", "added that the plan was late."]
MAKERS_BEFORE = ["Vale Foods cut jobs on Monday.", "Shares in Vale Foods fell on Monday.", "Vale Foods said it would close the plant.", "Sales fell at Vale Foods."]
# "the council's head of parks and leisure, Ann Vale": a role over two things.
HEADS_OF = ["the council’s head of", "the council’s cabinet member for", "its director of", "the party’s spokeswoman for", "the minister of",
            "a professor of", "the firm’s vice president of", "the council’s portfolio holder for"]
TWO_THINGS = ["parks and leisure", "housing and planning", "roads and transport", "health and sport", "sales and marketing", "law and ethics",
              "waste and recycling", "finance and social care"]
OF_TWO_FRAMES = [("{}, Ann Vale, said the road was closed.", "Ann Vale"), ("{}, Cllr Ann Vale, told the meeting that it was late.", "Ann Vale"),
                 ("“Nobody came,” said {}, Ann Vale.", "Ann Vale"), ("Ann Vale, {}, said the road was closed.", "Ann Vale"),
                 ("{} said the road was closed.", None)]
MAKERS = ["the maker of Old Tom biscuits", "the maker of tents and boots", "the manufacturer of toys for children", "the brewer of Old Tom ale",
          "the operator of 40 routes"]

# What articles that nobody had annotated showed as left out, or cut in the wrong place; S is the speaker.
UNREAD_OF = """the government;the council;ministers;the police;the firm;Orta Foods;his rival;the board""".split(";")
UNREAD_DEEDS = """keeping voters away;putting profit first;sitting on the report;hiding the figures;letting tenants freeze;trying to “buy the
vote”""".replace("\n", " ").split(";")
UNREAD = {frame: words for frame, words in (line.split("|") for line in """S demanded the minister resign|the minister resign
S has demanded the firm pay its staff|the firm pay its staff
S demanded Hugh Hale step down|Hugh Hale step down
S ordered the files be released in May|the files be released in May
S asked the vote be put off|the vote be put off
S requested the road be closed|the road be closed
It was S who took the stage, saying that the road was closed|the road was closed
It was S who broke the news, announcing that the pool would close|the pool would close
It was left to S to explain the delay, saying the boat was late|the boat was late
According to S, the plan was drawn up in a week, “on the back of an envelope”|the plan was drawn up in a week, “on the back of an envelope”
According to S, 40 jobs will go, “mostly in the yard”|40 jobs will go, “mostly in the yard”
S asked the clerk, politely, whether the road was closed|whether the road was closed
S asked Hugh Hale, again, why the hall was shut|why the hall was shut
S said the idea that the road would be quiet was “nonsense”|the idea that the road would be quiet was “nonsense”
S said the warning that prices would rise was overdone|the warning that prices would rise was overdone""".split("\n"))}
UNREAD_CLAIMS = ["he lied to the council", "it paid a minister", "they failed to act in time", "she took money from the fund", "the vote was rigged",
                 "Hale had fled"]
UNREAD_CLAIMED = """The council rejected claims C;Police face allegations C;It follows accusations C;The paper printed claims C;The club denied allegations
C""".replace("\n", " ").split(";")
UNREAD_THINGS = """wrote that letter;ordered that change;reported that crash;asked that question;demanded that inquiry""".split(";")

# What is announced, reported or promised with a noun phrase is no report, whatever verb stands in another clause of it.
UNSAID = """announced cuts after sales fell by a third;reported profits before costs were counted;promised talks before the vote is held;claimed victory after
the vote was counted;demanded talks until the plan is dropped;recommended repairs until the bridge is safe;promised strikes every week until the firm gave
in;alleged breach of contract after talks failed;announced growth of 3% after costs were cut;revealed losses of £3m after costs were paid;confirmed the death of
a man who had been shot in Orta;confirmed the date on which the bridge will open;proposed a scheme under which drivers would pay £5;confirmed interest in a
player who has been linked with Orta;recommended reforms which ministers have ignored;noted the pain that had been caused;confirmed the ruling that had been
made in May;reported a rise in crime that was linked to the closure;announced plans for a road that would link the two towns;recalled the night he was
attacked;recalled a man who sang as he worked;reported crashes on roads that were wet;noted gaps in a plan that had been sent to ministers""".replace("\n", " ").split(";")
SAID_WITH_NOUNS = """people leave once the rain stops;the plant would close after sales fell;prices fell after the shop was shut;two men died after the
crash;talks had begun after the firm asked;the cost of that plan had been cut;a man who had been shot was safe;the road that they built was closed;the man who
was hurt has died;hundreds of homes lost power after the storm hit""".replace("\n", " ").split(";")

# A sentence of two halves, behind one about somebody else.
HALVES_BEFORE = [("Tom Hale left in May.", None), ("Tom Hale said it was late.", "Tom Hale")]
HALVES = [("Peter Lowe was unmoved", "Peter Lowe"), ("Peter Lowe, the manager, stayed on", "Peter Lowe"), ("The manager, Peter Lowe, has apologised", "Peter Lowe"),
          ("His brother, Peter Lowe, was with him", "Peter Lowe")]
HALVES_SAID = ["he says the road was closed.", "he said it was a mistake.", "“I am not sorry,” he said."]
WHO_IS_ASKED = [("Miss Orr asked the witness where he had been", "the witness"), ("The judge, Ann Orr, asked the defendant why he had left", "the defendant"),
         ("Jane Orr asked Peter Lowe why he had left", "Peter Lowe"), ("Jane Orr asked the minister whether he had read it", "the minister")]
ANSWERS = ["He said he was tired.", "“In bed,” he said.", "He replied that it was late."]
ONE_BEFORE = ["One resident said the road was bad.", "One former minister said it was over.", "A nurse said the ward was full."]
ANOTHER_SAID = ["“I walked home,” she added.", "“It is late,” he said.", "She said it was late."]
DEEDS_AND = [("The car left the road and", "police", "hit a wall"), ("The bomb fell on the school but", "officials", "did not explode"),
             ("Lowe left school at 14 and", "he", "never looked back"), ("He joined the army and", "Orr", "never fired a shot"),
             ("The firm cut 40 jobs and", "the union", "closed its plant"), ("Orr went to Leeds, where he worked in a mill and", "he", "learned to swear")]

# "the driver, a man of 40, and his wife were": a clause whose subject is two people, the first with an apposition.
AND_SOMEBODY = [("the driver, a man of 40", "his wife"), ("the pilot, a Dutch citizen", "his first officer"), ("the boy, 12", "his sister"),
                ("the capital, Leith", "two other towns"), ("the ship, a tanker", "its crew"), ("the couple, both doctors", "their child")]
AND_SOMEBODY_VERBS = ["were safe", "had been taken to hospital", "would be named"]
TOLD_AGAIN = ["Residents were told repeatedly {}.", "Staff were asked again {}.", "Drivers have been warned politely but firmly {}.",
              "They were advised on Friday {}.", "The council has shut the road and is urging drivers {}.", "Police have opened a hall and are asking visitors {}.",
              "The firm has lost money and is now advising customers {}.", "Ann Vale advised farmers {}.", "The mayor told them {}."]
TOLD_DEEDS = ["to leave", "to use roads that had been cleared", "not to touch wires that have fallen", "to keep away from the shore"]
LETTERS_SEEN = ["A letter dated May 3 and seen by {}", "A memo sent to staff and obtained by {}", "A report written in May and seen by {}",
                "An email dated June 4 and read by {}"]

# Who says nothing, and what was only asked.
NO_SPEAKERS = """Neither side;Neither man;Neither;No one;No minister;No official at the council;No resident;Not one resident;None of them;Hardly
anyone;None""".replace("\n", " ").split(";")
NO_SAYING = """said the road was closed;would say when the road will open;said that the road was closed;said whether the road was closed;would say how much was
paid;has said why the road was closed;told the Herald that the road was closed""".replace("\n", " ").split(";")
ASKED_ADVERBS = ["pointedly", "bluntly", "directly", "gently", "again", "twice", "point blank"]
ASKED_QUESTIONS = ["whether the road was closed", "if the money was gone", "why the door was shut", "how he felt"]
IF_ELECTED = ["told reporters, A", "issued a statement saying, A", "sent a letter saying, A", "said, A", "wrote that, A"]
IF_ELECTED_WORDS = ["if elected, she would close the road", "unless it rains, the road will be closed"]
OTHERS_SAY = ["the Conservatives", "the Democrats", "the Greens", "the Tories", "the council", "officials", "Hugh Hale"]
OTHERS_TIED = [", while", ", and", ", but"]

# -- agencies' leads ------------------------------------------------------------------

AGENCY_CUES = (("prosecutors", "announced"), ("the council", "confirmed"), ("a judge", "ruled"), ("the mayor", "told reporters"), ("Hugh Hale", "warned"))
AGENCY_TIMES = ("Wednesday", "on Monday", "late on Friday", "last night", "this week", "over the weekend", "in a statement")

# Whose: a relative clause is no report, and a report within one ends where the main clause goes on.
WHOSE_TOLD = ["The council told {}", "Karen Lindholm told {}", "The bank informed {}", "Officials notified {}", "She spent years teaching {}",
              "He reassured {}", "The mayor met and told {}", "Police contacted and warned {}"]
WHOSE_WHOM = ["residents", "the families", "a man", "the woman", "customers", "a crowd", "several drivers", "children"]
WHOSE_CLAUSE = ["whose homes were flooded", "whose son had died on Monday", "whose data was stolen", "whose parents were stationed there",
                "whose cars are still in the hall"]
WHOSE_HEADS = ["Doug Lindholm", "The firm", "The inquiry", "A driver", "Leith Rovers"]
WHOSE_NOUNS = ["lawyer", "chief executive", "report", "brother", "spokesman"]
WHOSE_CUES = ["said {}", "told the court that {}", "claimed that {}", "told reporters {}"]
WHOSE_FATES = ["left", "has closed", "is to move", "did not come", "will pay for it"]
# Congress: who somebody is stands in brackets, and clauses with "who" are joined
MEMBERS = [("Sen. Ruth Abelard", "Ruth Abelard", "(R-Maine)"), ("Rep. Tom Vale", "Tom Vale", "(D-Tex.)"), ("Gov. Ann Pell", "Ann Pell", "(R)"),
           ("Karen Doyle", "Karen Doyle", "(a lawyer from Leith)"), ("Rep. Ann Hill", "Ann Hill", "(R-Okla.)")]
MEMBER_CLAUSES = ["who {0}", "who chairs the panel and who {0}", "who had met with the donors and who {0}", "who was named in May and who later {0}"]
MEMBER_FRAMES = ["{}, {}, left the room", "It was news to {}, {}", "The plan was drafted by {}, {}"]
MEMBER_SAYS = ["said on Monday that the bill was late", "told reporters that the bill was late", "argued that the bill was late"]
TOWNS_IN_STATES = ["Portland, Ore.", "Austin, Tex.", "Dayton, Ohio", "Garden City, Kan.", "Utica, N.Y."]
FROM_TOWNS = ["the director of Streets for Feet, an advocacy group in {}, that has fought the plan,", "who runs a farm outside {}, that grows beans,",
              "a nurse from {}, who voted in May,", "the mayor of {}, where the plant closed,"]
# It was all done to the one whom it is told of
DONE_TO_SUBJECTS = [("Ms. Hill", "she was"), ("Mr. Vale", "his son had been"), ("The suit", "the men were"), ("The drivers", "they were")]
DONE_TO = ["taken to a room", "stopped at the border", "handcuffed in the street", "called into a meeting"]
DONE_TO_TOLD = ["told that the plant was closed", "asked whether the plant was closed", "told not to speak", "asked why the plant was closed"]
# Whoever praises those who did something also says what follows
PRAISED = ["praised the people who had come to help", "thanked those who had voted", "criticized lawmakers who blocked the bill", "attacked the judges who ruled against her",
           "mocked reporters who asked about it", "blasted Democrats who left early", "called out senators who voted no"]
# No clause follows
THOSE_ACCOUNTS = ["that account", "that report", "that allegation", "those claims", "those allegations", "that characterization"]
DISPUTED = ["disputed", "has denied", "confirmed", "repeatedly denied"]
DISPUTED_TAILS = [("in an interview", None), (", calling it false", None), ("and said the bill was late", "the bill was late"), (", saying the bill was late", "the bill was late"),
                  ("but said on Monday that the bill was late", "the bill was late"), ("on Tuesday", None)]
# The main clause stands behind two commas
IF_AND_MAIN = ["if the court were to agree, as the judge appeared to suggest, the road would close", "because the storm turned, as forecasters had warned, the road was closed",
               "unless lawmakers act by Friday, as the law requires, the schools will close", "although the plan was costly, as critics have noted, it was needed",
               "when the firm went public, which surprised its owners, the staff left"]
RECORDS_SHOW = ["the documents", "records", "court filings", "phone records", "the emails", "internal memos"]
AND_DID = ["and lost $310 million", "and never filed a report", "but did nothing", "and pleaded guilty", "before the vote"]
CALLED_TO = ["wrote back", "phoned on Sunday", "stood up", "called Mr. Hale", "interrupted"]
TO_TELL = [("to tell him that", "the road was closed"), ("to say that", "the road was closed"), ("to ask", "whether the road was closed"), ("to ask him", "why the road was closed")]
SOME_OF = ["some of the company's fiercest critics", "many of the city's teachers", "several of the president's allies", "some of Orr's friends"]
# What stands behind the time or place of speaking still is the report
SAID_IN = ["in a statement", "on Tuesday", "in an interview", "in an email to the Herald", "at a news conference"]
BUT_HAD = ["but had been edited by somebody else", "but would open again in May", "and has not been seen since", "but was never used"]
CHOSEN = ["President Hale’s choice to lead the Interior Department", "the president’s pick to run the Pentagon", "the man chosen to lead the Federal Reserve",
          "the woman hired to run the Orta Foundation", "the governor’s nominee to head the Leith Institute"]
ASKED_WHO = ["asked him who", "asked Mr. Hale who", "asked who", "asked Jane Hale who"]
WHO_HAD = ["had paid for the trip", "would run the city", "“your friends” were"]
INVERTED_WHO = ["its founder, Ann Orr, who lives in Leith", "its president, Ann Orr, who took the job in May", "Ann Orr, who farms along its banks"]
INVERTED_CLAUSES = ["The company, which makes scooters, has 600 employees", "The group, the Upper River Trust, offered $31 million", "The river has flooded twice since then"]

# Two who speak, with what tells who each of them is.
PAIR_FIRST = ["Ann Lowe", "Ann Lowe, 43,", "Ann Lowe, the mayor,", "Ann Lowe, a baker,", "Ann Lowe, of Leith,", "Ann Lowe, who owns the farm,",
              "Ann Lowe, mayor of Leith,", "Ann Lowe, whose farm burned down,", "Mayor Ann Lowe", "The mayor, Ann Lowe,"]
PAIR_SECOND = ["Hugh Hale", "Hugh Hale, 41,", "Hugh Hale, a farmer,", "Hugh Hale, the clerk,", "her deputy, Hugh Hale,", "her son, Hugh Hale,",
               "council clerk Hugh Hale", "the clerk, Hugh Hale,"]
PAIR_CUES = ["said the road was closed", "told reporters that the road was closed", "have said the road was closed", "claim the road was closed",
             "say the road was closed"]
MEMBERS_OF_STATES = ["a New York Democrat", "a New Jersey Republican", "a West Virginia Democrat", "a Texas Republican", "a New Mexico Democrat"]

# Whoever a relative clause is about speaks, not those whom it feeds; whoever is one of several, by name
HELPING = ["A charity that", "The group which", "A small firm that", "The company that", "The agency that"]
HELPS = ["serves", "feeds", "houses", "employs", "teaches", "treats", "insures", "polices", "protects", "hires", "shelters", "rescues", "clothes", "counts"]
HELPED = ["children across the north", "families in Leith", "patients", "drivers", "refugees in camps", "the workers of the harbour"]
ONE_OF_THEM = ["one resident", "one expert", "its leader", "another survivor", "one of them", "one of the firm's critics", "a lawyer for the town"]
NAMED_BEHIND = [("Ann Orr", "Ann Orr"), ("Professor Ann Orr of Leith University", "Ann Orr"), ("Labour's Ann Orr", "Ann Orr"), ("Tom Hale", "Tom Hale")]

# What others claim, behind a report: neither it nor its "that" is the speaker's
THEN_CLAIMED = [("despite warnings from traders that", "traders"), ("amid complaints by farmers that", "farmers"), ("following claims by unions that", "unions"),
                ("rejecting allegations by observers that", "observers"), ("after complaints from parents that", "parents"),
                ("even as officials warned that", "officials"), ("although doctors have warned that", "doctors"), ("despite fears among drivers that", None),
                ("citing a report that", None), ("amid fears that", None)]
REPORTED_BEFORE = ["the council confirmed on Wednesday", "the mayor announced on Tuesday", "Ann Orr said Monday", "the council said last week", "Ann Orr insisted",
                   "the mayor said in a statement on Friday", "the council promised"]
SAID_MORE = [("and complained that", "nobody was there"), ("but added that", "nobody was there"), ("and warned that", "nobody was there"),
             ("and urged drivers", "to stay at home"), ("and called on ministers", "to act"), ("and told the court that", "nobody was there"),
             ("and accused Hugh Hale of", "lying about it"), ("and promised", "to open it in May")]
WHO_SAID_MORE = [("Ann Orr said", "Ann Orr"), ("the mayor said", "mayor"), ("said Ann Orr", "Ann Orr"), ("Ann Orr said on Monday", "Ann Orr"), ("the council wrote", "council")]
TOLD_WHEN = ["on Monday, during a visit to the flooded quarter,", "on Monday during a visit to the flooded quarter", ", in evidence given by video,",
             "at a meeting held in the town hall", ", without giving details,", "on Friday, despite earlier denials from her office,", ", before leaving for Leith,",
             "in an interview recorded on Monday"]

# What a noun of saying holds, by whom, and what follows it
WARNINGS_BY = ["A complaint", "The claim", "A promise", "The allegation", "A warning", "The suggestion", "The assurance"]
BY_WHOM = [("from residents", "residents"), ("by Ann Orr", "Ann Orr"), ("from the mayor", "mayor"), ("by two clerks", "two clerks")]
THEN_WAS = ["was dismissed", "has been broken", "is being looked into", "was rejected by the judge", "went unheeded", "came too late"]
TOLD_TO = [("Parents were told", "to stay away"), ("Ann Orr was told", "to leave the house"), ("The mayor told drivers", "to slow down"), ("Ann Orr urged residents", "to boil their water")]
AFTER_IT = ["after a report said the river was dirty", "after police said two people had been hurt", "after a pipe was damaged", "after the river rose by two metres"]
ADVICE = ["message", "message to drivers", "advice", "response", "answer", "warning to drivers"]
IN_PLAIN_WORDS = ["was simple", "is clear", "was blunt", "was very clear"]

# "The Ohio governor" before Governor Ann Vale; "a union leader" is no opposition leader
PLACE_OFFICES = (("Queensland", "Premier", "Premier"), ("Ohio", "governor", "Governor"), ("Texas", "senator", "Senator"), ("Leith", "mayor", "Mayor"), ("Glasgow", "bishop", "Bishop"))
PLACE_OFFICE_GOES_ON = ("{} {} said it would open in May.", "Work has stopped.\n\n{} {} said it would open in May.", "“It is safe,” {} {} said.", "{} {} was in Leith. “It is safe,” he said.")
MEMBERS_OF_SEATS = ("Labor MP Ann Vale", "Senator Ann Vale", "Ann Vale, the MP for Leith,", "Independent MP Ann Vale")
LEADERS = (("A church leader", "Opposition leader"), ("A union leader", "Labour leader"), ("A farm leader", "Party leader"), ("A senior church leader", "Council leader"),
           ("A hospital boss", "Party boss"), ("A tribal chief", "Police chief"))
# She says, "Why?" Lowe smiles and says, "No.": each has the words behind their own verb
ASKS_FIRST = (("Her mother says,", "Her mother"), ("The clerk asked,", "The clerk"), ("A nurse said,", "A nurse"), ("Joe Hill asks,", "Joe Hill"))
THEN_REPLIES = ("smiles and says,", "laughed and said,", "nodded and replied,", "shrugged and added,", "smiled and said:")
TOLD_AUDIENCES = ("an audience that included two bishops", "a crowd that had waited for hours", "a packed hall in Leith", "an audience of farmers", "people who had lost their homes",
                  "residents who came to hear him", "a group that included two mayors", "a packed hall that had waited for hours")
# as broadcasters have it: "says" has no time and place, what stands behind it is said
SAYS_UNDER = ("at the time of the flood, most families had left", "at the time of the fire, legal duties played on his mind", "in the weeks before the vote, workers left the firm", "for nearly two hours he did not know where his son was", "in some streets the water reached the roofs",
              "after the storm, crews worked through the night", "since the fire, the family has lived in a tent", "under the plan, patients would pay nothing",
              "with the harvest so late, it will be a hard year", "from next month, all boats will be checked", "regardless of the vote, he would stay",
              "that depends on what the engineers find", "that means the mill will close", "that makes the plan too dear", "no guards were hurt, but 15 officers were treated for smoke",
              "there were no injuries, but the shop had been badly damaged", "it is possible to save the mill, but it will be difficult")
TOLD_BODIES = ("has told the inquiry, ", "has told Channel Four, ", "told Radio Leith, ", "told the hearing, ", "told the court, ")
TOLD_BODIES_WORDS = ("the chairman and the treasurer were at that meeting", "the strike is not going to help the town", "she had seen the boy fall", "the men were late", "vandalism is no help to anybody",
                    "Ray Wills and Dom Fell had left the firm")
RESIDENTS = ("Residents", "Local shopkeepers", "Unions", "Two farmers")
RESIDENTS_DO = ("blame the council and", "welcome the plan and", "doubt that and", "accept the offer but")
IN_WHICH = ("A letter from the union, in which {}, was read to the council", "A speech by Hugh Hale on Monday, in which {}, was praised by the envoy",
            "A dinner in Leith, at which {}, was cut short", "A meeting in Leith, where {}, ended late")
SAYS_WHEN = ("in 1999 her brother told her about it", "last year the firm closed the mill", "overnight rain has helped the crews", "in May 2001 the firm closed the mill",
             "next week the boats will be checked", "in addition to the two guards, a cook was hurt")
NEXT_SAYS = ("says there are plans to open the road", "said there was no doubt of it", "says there will be a vote", "said there had been warnings")
FINDERS = ("The coroner has found {}", "The survey has also found {}", "An inquiry has found {}", "The council has found {}")
FOUND_WORDS = ("the boy should not have been held", "firms are finding it easier to pay", "most of the boats were old")
CRICKETERS = ("Haynes and Boucher steadied the innings, adding 67 before the new man struck", "Hale was out for 58, adding 113 for the fourth wicket after the side was at 3 for 93",
              "The pair batted on, adding 60 runs", "Orr rose, adding 12 as the rain came", "Neither Ann Orr nor her lawyer told the court there was a choice",
              "Neither the mayor nor her deputy said the road was closed", "Hale rose and, after a night in the hut, he alerted a guide",
              "The council warned drivers of the risk of sliding on ice")

# Several who do something and have said something
DOING = ["the teachers", "residents", "many drivers", "the firms", "the two parties", "some voters", "the unions", "the brothers", "Ann Orr and Hugh Hale",
         "most farmers", "both clubs"]
THEY_DO = ["want more pay", "fear the plan", "use the bridge daily", "oppose the road", "back the deal", "own the ferry,", "live in Leith", "deny the claims",
           "support a bridge in the north"]
HAVE_SAID = {"and have threatened {}": "to strike in May", "and have asked the council {}": "to drop the plan", "but have complained that {}": "the road is late",
             "and have accused the council of {}": "hiding the plan", "and are warning that {}": "the road may fail",
             "and have told reporters that {}": "the road is late", "and have repeatedly said {}": "the road is late", "and have vowed {}": "to go on"}

# Participles behind numbers, and talk during which something else happens: no reports
COUNTS = ["two", "eight", "12", "only one", "three", "nine", "several"]
COUNTED = ["reported cases", "confirmed sightings", "alleged breaches", "claimed attacks", "proposed sites", "suggested routes", "recorded thefts",
           "admitted offences", "predicted storms"]
COUNTED_FRAMES = ["There were {} of a boat being stolen.", "{} left four people ill.", "Leith had {} that were never solved.", "The town knows of {} of a boat being lost.",
                  "{} were looked at in May."]
TALKED = ["joked with a friend", "argued with the clerk", "pleaded with the guards", "agreed with the mayor", "complained about the noise", "boasted about a boat",
          "told the crew about the storm", "warned about the ice", "argued over the bill", "argued for a new road", "spoke to reporters", "talked with the crew"]
MEANWHILE = ["the roof fell in", "it began to rain", "the boat sank", "the guests were leaving"]
AS_TOLD = ["explained to the council", "joked to reporters", "told the crew", "noted in May", "wrote about it", "said about it", "reported on Monday"]

# What looks like a report: plural nouns that are verbs elsewhere, "that" before a noun, "when" behind a comparison, who somebody is
THESE = ["these", "those", "twenty", "both of these"]
NOUNS_AS_VERBS = ["demands", "claims", "reports", "estimates", "offers", "requests", "signals"]
THEY_ADD = ["go further than the last ones", "add up to very little", "draw on old figures", "make no sense"]
ANSWERS_THAT = ["How he answers", "The way she answered", "Whether the mayor answers"]
QUESTION_WILL = ["will have a bearing on the vote", "could decide the vote", "would matter to farmers"]
MORE_THAN = ["It is more than", "The road was later than", "They used less fuel than"]
AS_ONE = ["a doctor", "a former clerk", "a mother of two", "a reporter"]
WHO_WROTE = ["has written about the council", "has reported on the fever", "wrote of the war", "has warned of floods"]
KNOWS = ["Ann Orr knows it well", "she was wary of it", "I am not surprised"]
TO_DATE = ["They urged the largest reform of the police to date.", "The mayor ordered the longest review of the bridge to date.",
           "It would signal the biggest change of the law to date, and the last.", "He asked the council for the most money to date."]
# A report in a clause that a main clause follows
WITH_OR_DESPITE = ["With", "Despite", "But with"]
WITH_SAYERS = ["the mayor", "Ann Orr", "police", "the firm", "two officials"]
THEN_MAIN = ["the shops opened", "Hugh Hale left for Leith", "there was a cheer", "children went to school"]

# "that" behind a noun that isn't said
DID_TO_A_THING = ["agreed to a deal", "has agreed to several cuts", "admitted to mistakes", "confessed to a weakness", "objected to a bridge", "insisted on a boat",
                  "reported on a war", "writes in a style", "wrote in a way", "writes with a pen", "wrote with an old brush"]
THAT_THING = ["that nobody liked", "that could have been made by others", "that he would regret", "that few can follow"]
SAID_THERE = ["admitted to friends", "admitted to the crew", "said to a packed hall", "insisted on a podcast", "wrote in a note", "replied with a statement",
              "responded with a warning", "agreed with the clerk"]

# Where a study came out, and who made it: never the journal
JOURNALS = ["the journal Insect Mind", "The Harbour Medical Journal", "the Journal of Reefs", "the magazine Northern Soil", "the journal Tidal Science"]
WHO_FOUND = ["The team", "The group", "The team, led by Ada Finch of the University of Leith,", "The organisation"]

# Who adds words behind "said" and a name; a subject that begins with a word in marks and an aside
SAID_BY = ["said Judith Marl", "said Judith Marl, 58", "said Judith Marl, a baker", "said the baker, Judith Marl", "Judith Marl said", "Judith Marl, 58, said"]
ADDED_THEN = ["adding", "joking", "warning", "quickly adding"]
IN_MARKS_ASIDE = ["set up after the floods", "drawn up in March", "which nobody voted for"]
NO_COMMA_WORDS = ("four men were hurt when it fell", "the road had been closed", "the mill has never been mended")
NO_COMMA_SAYERS = (("he", "Tom Lind"), ("Senator Ann Orr", "Ann Orr"), ("police spokesman Hugh Hale", "Hugh Hale"))
TOLD_COMMA = ("The council was told last week", "The inquiry was told", "The inquiry was told on Monday", "Ann Orr told a meeting in Leith last night", "The council was told this week")
UNDEMANDED = (
    "claimed responsibility for the suicide attacks", "has claimed credit for the cuts", "promised an inquiry into how the boats were sunk",
    "is asking Leith for permission to talk to the man", "requested a minute of silence to be held at noon",
    "will check bank statements to establish if the drivers have been paid", "heard a recording of a song that was made in Leith")
UNSAID_THINGS = (
    "described growing cultural changes that were driving them out", "strongly denied the fraud claims", "said stupid things about boats",
    "has quickly responded, with boats set to leave on Friday", "hoped Leith would prove what its backers had done")

# Who signs a statement for somebody; whom numbers stand for; whose names begin with "National".
SIGNERS = ("his spokesman, Femi Lind", "his Chief Press Secretary, Mr Femi Lind", "the Public Relations Officer of the state, Femi Lind",
           "his Special Adviser on Media, Mrs Ada Lind", "his Special Adviser on Media and Publicity, Mr Femi Lind")
SIGNED = ("in a statement signed by", "in a statement by", "in a statement issued by")
NUMBERED = ("Witness 3", "Employee 12", "Patient 4", "Officer 7", "Juror 5")
NATIONWIDE = ("National Grid", "National Geographic", "International Paper", "National Highways", "National Express")
# Two of one family name, of whom the second one comes in and speaks; what somebody wrote a letter in which he says.
RELATIVES = ("Her daughter, Beth Orr,", "Her daughter, teacher Beth Orr, 58,", "Her sister, Beth Orr, a baker,")
WROTE_IN_WHICH = ("wrote a letter in which", "wrote an article in which", "has written a book in which", "posted a video in which")
