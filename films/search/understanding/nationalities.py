"""List the adjectives of the countries that make most films."""

NATIONALITIES = {
    "argentina": "argentine argentinian", "australia": "australian", "austria": "austrian",
    "belgium": "belgian", "brazil": "brazilian", "canada": "canadian", "chile": "chilean",
    "china": "chinese", "colombia": "colombian", "cuba": "cuban", "bulgaria": "bulgarian",
    "croatia": "croatian", "czechrepublic": "czech", "czechoslovakia": "czechoslovak czechoslovakian",
    "denmark": "danish", "egypt": "egyptian", "estonia": "estonian", "finland": "finnish",
    "france": "french", "georgia": "georgian", "germany": "german", "greece": "greek",
    "hungary": "hungarian", "iceland": "icelandic", "india": "indian", "indonesia": "indonesian",
    "iran": "iranian persian", "ireland": "irish", "israel": "israeli", "italy": "italian",
    "japan": "japanese", "latvia": "latvian", "lebanon": "lebanese", "lithuania": "lithuanian",
    "malaysia": "malaysian", "mexico": "mexican", "morocco": "moroccan", "netherlands": "dutch",
    "nigeria": "nigerian", "norway": "norwegian", "pakistan": "pakistani", "peru": "peruvian",
    "philippines": "filipino philippine", "poland": "polish", "portugal": "portuguese",
    "romania": "romanian", "russia": "russian", "senegal": "senegalese", "serbia": "serbian",
    "slovakia": "slovak", "slovenia": "slovenian", "southkorea": "korean", "sovietunion": "soviet",
    "spain": "spanish", "sweden": "swedish", "switzerland": "swiss", "taiwan": "taiwanese",
    "thailand": "thai", "turkey": "turkish", "ukraine": "ukrainian", "unitedkingdom": "british english",
    "unitedstates": "american", "vietnam": "vietnamese", "yugoslavia": "yugoslav yugoslavian",
}  # fmt: skip
"""The adjectives of each country, by the key of its name."""

ALSO_MEANT = {
    "croatia": ("yugoslavia",), "czechrepublic": ("czechia", "czechoslovakia"),
    "germany": ("westgermany", "eastgermany"), "russia": ("sovietunion",),
    "serbia": ("yugoslavia", "serbiaandmontenegro"), "slovakia": ("czechoslovakia",),
    "slovenia": ("yugoslavia",), "southkorea": ("northkorea",), "yugoslavia": ("serbiaandmontenegro",),
}  # fmt: skip
"""Other states that the same adjective names: former ones by ISO 3166-3, and the halves of divided countries."""

COUNTRIES = {
    adjective: (country, *ALSO_MEANT.get(country, ()))
    for country, adjectives in NATIONALITIES.items()
    for adjective in adjectives.split()
}
"""The keys of the countries of each adjective."""
