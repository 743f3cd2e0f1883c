"""Recognise the newspapers, magazines and sites that publish reviews."""

from films.evidence.extraction.patterns import Pattern

WORD = r"\p{Lu}[\p{L}\p{M}'’.&-]*"
KINDS = (
    r"Times|Post|Tribune|Herald|Guardian|Telegraph|Independent|Observer|Express|Mail|Chronicle|Journal|News|"
    r"Weekly|Magazine|"
    r"Review|Reports?|Reporter|Daily|Globe|Gazette|Sun|Star|Standard|Mirror|Bulletin|Examiner|Inquirer|"
    r"Enquirer|Sentinel|"
    r"Press|Today|Hindu|Monthly|Digest|Courier|Dispatch|Ledger|Register|Eagle|Mirror|Record|Republic|Voice|"
    r"Statesman|"
    r"Chronicle|Spectator|Nation|Advocate|Age|Australian|Scotsman|Hollywood Reporter|Film Daily|Republican|"
    r"Weekender"
)
OTHERS = (
    r"Variety|Newsweek|Empire|Slate|Salon|IGN|Rediff(?:\.com)?|Sify(?:\.com)?|NDTV|Firstpost|"
    r"Bollywood Hungama|IndieWire|"
    r"(?:The )?A\.?V\.? Club|Rolling Stone|Entertainment Weekly|TV Guide|Total Film|Time Out(?: (?:London|"
    r"New York))?|"
    r"Sight (?:&|and) Sound|Film Comment|(?:The )?Village Voice|(?:The )?New Yorker|USA Today|RogerEbert\.com|"
    r"All[Mm]ovie|"
    r"Slant Magazine|DVD Talk|Film Threat|Screen (?:International|Daily)|Deadline(?: Hollywood)?|Vulture|"
    r"(?:The )?Verge|Vox|"
    r"Polygon|Collider|CNN|BBC(?: \p{Lu}\p{L}+)?|Associated Press|Reuters|Boxoffice|Photoplay|"
    r"Cahiers du [Cc]in[ée]ma|"
    r"Positif|Le Monde|Libération|Der Spiegel|Filmink|PopMatters|Common Sense Media|Harrison['’]s Reports|"
    r"Little White Lies|"
    r"Film School Rejects|CinemaBlend|ScreenRant|Den of Geek|Bloody Disgusting|Dread Central|Fangoria|Starlog|"
    r"Cinefantastique|"
    r"Playboy|Esquire|Vanity Fair|GQ|Vogue|Cosmopolitan|Mademoiselle|Commonweal|Filmfare|Film Companion|Koimoi|"
    r"Behindwoods|Indiaglitz|The Hindu|India Today|Outlook|Monthly Film Bulletin|Motion Picture \p{Lu}\p{L}+|"
    r"New York magazine|Exclaim!|JoBlo(?:\.com)?|ComingSoon\.net|Ain['’]t It Cool News|Metro|Wired|Forbes|"
    r"People|Paste"
)
SITE = r"\p{Lu}[\p{L}\d-]+\.(?:com|co\.uk|net|org|in|tv)\b"
OUTLET = (
    rf"(?:the )?(?:(?:{OTHERS})\b(?!\.\p{{L}})|"
    rf"(?:The )?(?:{WORD} ){{1,4}}?(?:{KINDS})(?:-(?:{KINDS}))?\b(?: (?:{KINDS})\b)?|"
    rf"(?:The )(?:{KINDS})\b(?: of \p{{Lu}}\p{{L}}+)?|{SITE}|"
    rf"Time(?= (?:magazine|called|wrote|said|described|praised|found)\b)|"
    rf"{WORD}(?: {WORD})?(?= magazine\b))"
)
OUTLETS = Pattern(OUTLET)


def outlet_name(words: str) -> str:
    """Return the name of an outlet without an article in the middle of a sentence."""
    return words.removeprefix("the ").strip()
