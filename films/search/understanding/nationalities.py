"""List the adjectives of the countries that make most films."""

NATIONALITIES = {
    "argentina": "argentine argentinian", "australia": "australian", "austria": "austrian", "belgium": "belgian",
    "brazil": "brazilian", "canada": "canadian", "chile": "chilean", "china": "chinese", "colombia": "colombian",
    "cuba": "cuban", "czechia": "czech", "denmark": "danish", "egypt": "egyptian", "estonia": "estonian",
    "finland": "finnish", "france": "french", "georgia": "georgian", "germany": "german", "greece": "greek",
    "hungary": "hungarian", "iceland": "icelandic", "india": "indian", "indonesia": "indonesian",
    "iran": "iranian persian", "ireland": "irish", "israel": "israeli", "italy": "italian", "japan": "japanese",
    "latvia": "latvian", "lebanon": "lebanese", "lithuania": "lithuanian", "malaysia": "malaysian",
    "mexico": "mexican", "morocco": "moroccan", "netherlands": "dutch", "nigeria": "nigerian",
    "norway": "norwegian", "pakistan": "pakistani", "peru": "peruvian", "philippines": "filipino philippine",
    "poland": "polish", "portugal": "portuguese", "romania": "romanian", "russia": "russian",
    "senegal": "senegalese", "serbia": "serbian", "southkorea": "korean", "sovietunion": "soviet",
    "spain": "spanish", "sweden": "swedish", "switzerland": "swiss", "taiwan": "taiwanese", "thailand": "thai",
    "turkey": "turkish", "ukraine": "ukrainian", "unitedkingdom": "british english", "unitedstates": "american",
    "vietnam": "vietnamese",
}  # fmt: skip
"""The adjectives of each country, by the key of its name."""

COUNTRIES = {
    adjective: country for country, adjectives in NATIONALITIES.items() for adjective in adjectives.split()
}
"""The key of the country of each adjective."""
