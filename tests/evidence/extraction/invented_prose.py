"""Invented articles that tell the most of their facts in prose, or whose headings tell little."""

from tests.evidence.extraction.invented import Invented

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
