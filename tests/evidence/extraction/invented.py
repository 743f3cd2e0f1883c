"""Articles on films that were never made, in the many ways in which articles are written, with what they say."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Invented:
    """An article, and what a careful reader takes from it: (actor, role) and (job, person)."""

    text: str
    cast: list[tuple[str, str]]
    crew: set[tuple[str, str]]
    releases: set[str] = field(default_factory=set)
    budget: set[int] = field(default_factory=set)
    box_office: set[int] = field(default_factory=set)
    scores: set[tuple[str, float | str]] = field(default_factory=set)


BULLETS_LOST = Invented(
    """The Salt Road

The Salt Road is a 1971 British war film directed by Edwin Marsh from a screenplay by Olive Tarn and Peter Loy, \
based on Tarn's own play. It was produced by Hugo Benn for Larkfield Films, with music by Ferenc Dalos.

Cast

Rupert Vane as Captain Ellis
Moira Quill as Sister Agnes
Denholm Pryce as the quartermaster
Anton Reich as Major Keller (uncredited)

Production

Marsh had hoped that Lawrence Tye would direct, but Tye declined. The cinematographer was Ossie Grant.

Release

The Salt Road opened in London on 4 March 1971. It cost £400,000.
""",
    [
        ("Rupert Vane", "Captain Ellis"),
        ("Moira Quill", "Sister Agnes"),
        ("Denholm Pryce", "the quartermaster"),
        ("Anton Reich", "Major Keller"),
    ],
    {
        ("director", "Edwin Marsh"),
        ("screenplay", "Olive Tarn"),
        ("screenplay", "Peter Loy"),
        ("producer", "Hugo Benn"),
        ("composer", "Ferenc Dalos"),
        ("cinematographer", "Ossie Grant"),
    },
    {"1971-03-04"},
    {400000},
)

MARKED_HEADINGS = Invented(
    """# Paper Lanterns

Paper Lanterns is a 2009 Canadian comedy-drama film written by, directed by and starring Noor Haddad. Haddad \
also produced the film with her brother-in-law, Guy Lemaire.

## Cast

Noor Haddad – Samira
Tom Okafor – Ben Addo, a florist
Judith Pell-Harris – Mrs. Wren
Luc d'Armont – Himself

## Music

The score was composed by Ida Thorne, who also wrote two songs for it. The title song was written by Max Bell.

## Reception

On Rotten Tomatoes, 64% of 25 critics liked it, with an average of 6.1/10. Metacritic gives it 58 out of 100, \
from 11 reviews.
""",
    [
        ("Noor Haddad", "Samira"),
        ("Tom Okafor", "Ben Addo"),
        ("Judith Pell-Harris", "Mrs. Wren"),
        ("Luc d'Armont", "Himself"),
    ],
    {
        ("director", "Noor Haddad"),
        ("writer", "Noor Haddad"),
        ("producer", "Noor Haddad"),
        ("producer", "Guy Lemaire"),
        ("composer", "Ida Thorne"),
    },
    scores={("Rotten Tomatoes", 64), ("Metacritic", 58)},
)

TABLE = Invented(
    """Iron Harbour

Iron Harbour is a 1958 Swedish crime film by Birgit Sand. Its screenplay was penned by Sven Åkesson and \
Lars-Erik Holm.

Cast

Character | Actor
Inspector Falk | Gösta Nyberg
Eva | Maj-Britt Lund
The docker | Olle Ström

Crew

  • Producer: Karl Ahl
  • Cinematography: Åke Dahl
  • Editing: Inga Berg
""",
    [("Gösta Nyberg", "Inspector Falk"), ("Maj-Britt Lund", "Eva"), ("Olle Ström", "The docker")],
    {
        ("director", "Birgit Sand"),
        ("screenplay", "Sven Åkesson"),
        ("screenplay", "Lars-Erik Holm"),
        ("producer", "Karl Ahl"),
        ("cinematographer", "Åke Dahl"),
        ("editor", "Inga Berg"),
    },
)

CELLS_BY_LINES = Invented(
    """Nine Wells

Nine Wells (Tamil: Onbathu Kinaru) is a 1994 Indian Tamil-language film directed by Mani Sekar in his \
directorial debut. The music was composed by Raghavan, with lyrics by Kannan Dass.

Cast

Actor
Role
Vijay Anand
Muthu
Sowmya
Valli
K. R. Pillai
The landlord

Soundtrack

Raghavan composed the soundtrack. The songs were sung by Chitra Devi.
""",
    [("Vijay Anand", "Muthu"), ("Sowmya", "Valli"), ("K. R. Pillai", "The landlord")],
    {("director", "Mani Sekar"), ("composer", "Raghavan")},
)

ROLE_FIRST = Invented(
    """The Glass Choir

The Glass Choir is a 1987 Hungarian-German drama film. Directed by Zsófia Barta and produced by Ernst and Lotte \
Kühn, it stars Piroska Vad and János Erdei. The film was scored by Béla Márk Jr., and the script was adapted by \
Barta from the novel Silence by Imre Tóth.

Cast

  • Anna – Piroska Vad
  • The choirmaster – János Erdei
  • Old Miklós – Tibor Szász
  • Anna as a child – Réka Nagy
""",
    [
        ("Piroska Vad", "Anna"),
        ("János Erdei", "The choirmaster"),
        ("Tibor Szász", "Old Miklós"),
        ("Réka Nagy", "Anna as a child"),
    ],
    {
        ("director", "Zsófia Barta"),
        ("producer", "Ernst Kühn"),
        ("producer", "Lotte Kühn"),
        ("composer", "Béla Márk Jr."),
        ("screenplay", "Zsófia Barta"),
        ("source_author", "Imre Tóth"),
    },
)

MAKING_ONLY = Invented(
    """Low Tide (2016 film)

Low Tide is a 2016 American thriller film starring Wes Calder and Amara Obi.

Production

In 2013, producer Lena Frost bought the rights to the story. She first approached Hal Brandt to direct, but \
Brandt turned the project down. In May 2014 Rita Solano signed on as director. Solano and her regular \
collaborator Dev Malik wrote the screenplay. Director James Orwell called the result the best thriller of the \
decade.

Cody Marsh served as cinematographer, and Ann-Marie Lott edited the film. Filming took place in Maine.

Music

Julian Ferro was hired to compose the score, but left the project; Nils Aker replaced Ferro as composer.

Release

Low Tide premiered at the Tribeca Film Festival on April 16, 2016, and was released in the United States on \
September 9, 2016. The soundtrack was released on September 2, 2016. Against a production budget of $8 million, \
it grossed $21.5 million worldwide.
""",
    [("Wes Calder", ""), ("Amara Obi", "")],
    {
        ("producer", "Lena Frost"),
        ("director", "Rita Solano"),
        ("screenplay", "Rita Solano"),
        ("screenplay", "Dev Malik"),
        ("cinematographer", "Cody Marsh"),
        ("editor", "Ann-Marie Lott"),
        ("composer", "Nils Aker"),
    },
    {"2016-04-16", "2016-09-09"},
    {8000000},
    {21500000},
)

REMAKE = Invented(
    """Second Snow

Second Snow is a 2003 Japanese animated fantasy film. A remake of the 1961 film First Snow, which was directed \
by Kenji Ohara and written by Masao Ueda, it was directed by Yuki Tanabe, who also wrote the script with Aiko \
Mori. It was produced by Hoshi Studio and distributed by Northern Lamp.

Voice cast

  • Mei: voiced by Rin Asada (Japanese), Kelly Shaw (English)
  • Grandfather: voiced by Shiro Kanda
  • The fox: voiced by Emi Wada

Production

The music is by the composer Toru Hayashi. The English version was directed by Don Pike.
""",
    [("Rin Asada", "Mei"), ("Kelly Shaw", "Mei"), ("Shiro Kanda", "Grandfather"), ("Emi Wada", "The fox")],
    {
        ("director", "Yuki Tanabe"),
        ("screenplay", "Yuki Tanabe"),
        ("screenplay", "Aiko Mori"),
        ("composer", "Toru Hayashi"),
    },
)

HEADINGS_LOST = Invented(
    """Blue Ledger is a 1949 American film noir directed by Arnold Fisk and produced by Sid Rosen. It stars \
Vera Lane.


A bookkeeper named Paul Mott (Dan Carrick) finds a second set of books. His employer, Mr. Gale (Ralph Stead), \
sends Lola (Vera Lane) after him.


Dan Carrick as Paul Mott
Vera Lane as Lola
Ralph Stead as Mr. Gale
Bess Loring as Mrs. Mott


Fisk shot the picture in eighteen days. Jerome Katz wrote the screenplay from his own short story. Leigh \
Ambrose composed the score.
""",
    [
        ("Dan Carrick", "Paul Mott"),
        ("Vera Lane", "Lola"),
        ("Ralph Stead", "Mr. Gale"),
        ("Bess Loring", "Mrs. Mott"),
    ],
    {
        ("director", "Arnold Fisk"),
        ("producer", "Sid Rosen"),
        ("screenplay", "Jerome Katz"),
        ("composer", "Leigh Ambrose"),
    },
)

BLANK_LINES = Invented(
    """The Long Furrow

The Long Furrow is a 1936 Irish film, written, produced and directed by Cormac Dunne.

Cast

Padraig Shea

Nuala Byrne

Eithne Roche

Fergus Tully

Donal Keane

Reception

The Dublin Mail praised Shea. It was the first film that Dunne made; his next film was directed from a script \
by Brian Foley.
""",
    [
        ("Padraig Shea", ""),
        ("Nuala Byrne", ""),
        ("Eithne Roche", ""),
        ("Fergus Tully", ""),
        ("Donal Keane", ""),
    ],
    {("writer", "Cormac Dunne"), ("producer", "Cormac Dunne"), ("director", "Cormac Dunne")},
)

DOTS = Invented(
    """Velvet Alley

Velvet Alley is a 1975 Italian giallo co-written and directed by Sandro Vieri. Gianni Corsi and Vieri wrote the \
story, and writer-director Paolo Nanni helped to write the screenplay.

Cast
Edda Morelli ... Carla
Franco Brusati, Jr. ... Inspector Lenzi
Ursula von Stahl ... The Baroness
Nino Testa ... Beppe "the Cat" Russo

Production
The film was photographed by Ugo Serra. Its score is by Armando Fusi.
""",
    [
        ("Edda Morelli", "Carla"),
        ("Franco Brusati, Jr.", "Inspector Lenzi"),
        ("Ursula von Stahl", "The Baroness"),
        ("Nino Testa", 'Beppe "the Cat" Russo'),
    ],
    {
        ("writer", "Sandro Vieri"),
        ("director", "Sandro Vieri"),
        ("story", "Gianni Corsi"),
        ("story", "Sandro Vieri"),
        ("screenplay", "Paolo Nanni"),
        ("cinematographer", "Ugo Serra"),
        ("composer", "Armando Fusi"),
    },
)

PROSE_CAST = Invented(
    """Tin Parade

Tin Parade is a 1999 Australian satirical comedy film co-written and directed by Bruce Tully, and produced by \
Ros Webb, Ian Fay & Ros Webb's sister Jill. It stars Kate Mossman as Dolly, a bankrupt toymaker, and Hugh Sands \
as her rival Clive, with Beryl Moss and Shane Lacey in supporting roles. The role of the mayor is played by Ted \
Grogan.

Production

Bruce Beard was originally cast as Clive. The screenplay is credited to Tully and Neil Hart. Cezary Jan Nowak \
returned to score the film; composers such as Ennio Valli had been considered.

Release

Tin Parade was released on 11 November 1999 in Australia, and on 3 March 2000 in the United Kingdom. The DVD \
came out on 5 June 2001. It was made for A$3 million and took A$1.2 million at the Australian box office.
""",
    [
        ("Kate Mossman", "Dolly"),
        ("Hugh Sands", "Clive"),
        ("Beryl Moss", ""),
        ("Shane Lacey", ""),
        ("Ted Grogan", "the mayor"),
    ],
    {
        ("director", "Bruce Tully"),
        ("writer", "Bruce Tully"),
        ("screenplay", "Bruce Tully"),
        ("screenplay", "Neil Hart"),
        ("producer", "Ros Webb"),
        ("producer", "Ian Fay"),
        ("composer", "Cezary Jan Nowak"),
    },
    {"1999-11-11", "2000-03-03"},
    {3000000},
    {1200000},
)

GROUPS = Invented(
    """The Ninth Bell

The Ninth Bell is a 2018 Nigerian horror film directed by Tunde Bello and Chidi Eze, from a script by Ngozi \
Adeyemi. It is the third film in the Bell series, after The Seventh Bell (2014), directed by Sola Ade.

Cast and characters

The family
Funke Alabi as Mama Titi: the head of the house. She hears the bell first.
Emeka Obi as Uncle Sunday, her brother; he never speaks
Blessing Udo as Titi

The others
Kunle Ajayi as Pastor Moses
Zainab Musa as Nurse / The Bellringer (voice)

Marketing

A trailer, directed by Femi Cole, was shown in May 2018.
""",
    [
        ("Funke Alabi", "Mama Titi"),
        ("Emeka Obi", "Uncle Sunday"),
        ("Blessing Udo", "Titi"),
        ("Kunle Ajayi", "Pastor Moses"),
        ("Zainab Musa", "Nurse / The Bellringer"),
    ],
    {("director", "Tunde Bello"), ("director", "Chidi Eze"), ("screenplay", "Ngozi Adeyemi")},
)

ACTIVE = Invented(
    """Hollow Crown Lane

Hollow Crown Lane is a 1965 film. Fritz Aumann directed and Lady Edith Crewe produced. Starring Basil Thorpe, \
who also co-wrote the script, the film tells of a street without men. Its story was conceived by Crewe and the \
playwright Walter Nunn. Dame Hilda Voss composed the music, which was conducted by Otto Frei. Paul Fox edited \
the film, and Miranda July designed the costumes.

Accolades

Hilda Voss was nominated for Best Score; the prize went to Leo Santi for The Red Ferry.
""",
    [("Basil Thorpe", "")],
    {
        ("director", "Fritz Aumann"),
        ("producer", "Lady Edith Crewe"),
        ("screenplay", "Basil Thorpe"),
        ("story", "Lady Edith Crewe"),
        ("story", "Walter Nunn"),
        ("composer", "Hilda Voss"),
        ("editor", "Paul Fox"),
        ("costume_designer", "Miranda July"),
    },
)

UNSURE = Invented(
    """Kite Season

Kite Season is a 2021 drama film written and directed by Leila Moradi, starring Omid Parsa.

Development

Moradi was inspired by the work of director Abbas Sohrabi and of composer Peter Glasser. Screenwriter Jon Beck \
was interested in the rights; at one point Greta Holm was in talks to direct. The film was compared with Winter \
Kites, which was produced by Sara Lindt and scored by Hans Zell. The songs in the film include one written by \
Roxy Dell.

Casting

Tom Reyes auditioned for the part that Parsa plays. Parsa plays the kite seller Reza; Mina Kazemi was cast as \
his daughter Laleh.
""",
    [("Omid Parsa", "Reza"), ("Mina Kazemi", "Laleh")],
    {("writer", "Leila Moradi"), ("director", "Leila Moradi")},
)

ARTICLES = {name: one for name, one in list(globals().items()) if isinstance(one, Invented)}
