"""Invented articles whose cast stands in a list: with bullets or without, as a table, role first."""

from tests.evidence.extraction.invented import Invented

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
