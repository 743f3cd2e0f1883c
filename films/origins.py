"""Recognise countries in the words that catalogues use for a film's origin."""

import re
from functools import lru_cache

from films.locale_names import country_in_other_words

WORDS_OF_COUNTRIES = {
    "Afghanistan": "Afghan",
    "Albania": "Albanian",
    "Algeria": "Algerian",
    "Argentina": "Argentine, Argentinian",
    "Armenia": "Armenian",
    "Australia": "Australian",
    "Austria": "Austrian",
    "Azerbaijan": "Azerbaijani",
    "Bangladesh": "Bangladeshi, Dhallywood",
    "Belgium": "Belgian, Flemish",
    "Bhutan": "Bhutanese",
    "Bolivia": "Bolivian",
    "Bosnia and Herzegovina": "Bosnian",
    "Brazil": "Brazilian",
    "Bulgaria": "Bulgarian",
    "Burkina Faso": "Burkinabé",
    "Cambodia": "Cambodian, Khmer",
    "Cameroon": "Cameroonian",
    "Canada": "Canadian, Québécois",
    "Chile": "Chilean",
    "China": "Chinese, Mainland Chinese, People's Republic of China, PRC",
    "Colombia": "Colombian",
    "Costa Rica": "Costa Rican",
    "Croatia": "Croatian",
    "Cuba": "Cuban",
    "Cyprus": "Cypriot",
    "Czech Republic": "Czech, Czechia",
    "Czechoslovakia": "Czechoslovak, Czechoslovakian",
    "Denmark": "Danish",
    "East Germany": "East German, GDR, DDR",
    "Ecuador": "Ecuadorian",
    "Egypt": "Egyptian",
    "Estonia": "Estonian",
    "Ethiopia": "Ethiopian",
    "Finland": "Finnish",
    "France": "French",
    "Georgia": "Georgian",
    "Germany": "German",
    "Ghana": "Ghanaian, Ghallywood",
    "Greece": "Greek",
    "Guatemala": "Guatemalan",
    "Hong Kong": "Hong Kongese, Hongkong",
    "Hungary": "Hungarian",
    "Iceland": "Icelandic",
    "India": "Indian, Bollywood, Hindi, Tamil, Kollywood, Telugu, Tollywood, Malayalam, Mollywood, Kannada, "
    "Sandalwood, Bengali, Marathi, Punjabi, Pollywood, Gujarati, Assamese, Odia, Bhojpuri, Tulu, Konkani",
    "Indonesia": "Indonesian",
    "Iran": "Iranian, Persian",
    "Iraq": "Iraqi",
    "Ireland": "Irish, Republic of Ireland",
    "Israel": "Israeli",
    "Italy": "Italian",
    "Ivory Coast": "Ivorian, Côte d'Ivoire",
    "Jamaica": "Jamaican",
    "Japan": "Japanese",
    "Jordan": "Jordanian",
    "Kazakhstan": "Kazakh, Kazakhstani",
    "Kenya": "Kenyan, Riverwood",
    "Kosovo": "Kosovan",
    "Kuwait": "Kuwaiti",
    "Kyrgyzstan": "Kyrgyz, Kyrgyzstani",
    "Latvia": "Latvian",
    "Lebanon": "Lebanese",
    "Lithuania": "Lithuanian",
    "Luxembourg": "Luxembourgish, Luxembourgian",
    "Malaysia": "Malaysian",
    "Maldives": "Maldivian",
    "Mali": "Malian",
    "Malta": "Maltese",
    "Mexico": "Mexican",
    "Moldova": "Moldovan",
    "Mongolia": "Mongolian",
    "Montenegro": "Montenegrin",
    "Morocco": "Moroccan",
    "Myanmar": "Burmese, Burma",
    "Nepal": "Nepali, Nepalese",
    "Netherlands": "Dutch, The Netherlands, Holland",
    "New Zealand": "New Zealander",
    "Nigeria": "Nigerian, Nollywood",
    "North Korea": "North Korean",
    "North Macedonia": "Macedonian",
    "Norway": "Norwegian",
    "Pakistan": "Pakistani, Lollywood",
    "Palestine": "Palestinian",
    "Panama": "Panamanian",
    "Paraguay": "Paraguayan",
    "Peru": "Peruvian",
    "Philippines": "Filipino, Philippine, Tagalog",
    "Poland": "Polish",
    "Portugal": "Portuguese",
    "Puerto Rico": "Puerto Rican",
    "Romania": "Romanian",
    "Russia": "Russian, Russian Federation",
    "Saudi Arabia": "Saudi, Saudi Arabian",
    "Senegal": "Senegalese",
    "Serbia": "Serbian",
    "Singapore": "Singaporean",
    "Slovakia": "Slovak, Slovakian",
    "Slovenia": "Slovene, Slovenian",
    "South Africa": "South African",
    "South Korea": "South Korean, Hallyuwood, Republic of Korea",
    "Soviet Union": "Soviet, USSR, U.S.S.R.",
    "Spain": "Spanish, Catalan, Basque",
    "Sri Lanka": "Sri Lankan, Sinhala, Sinhalese",
    "Sweden": "Swedish",
    "Switzerland": "Swiss",
    "Syria": "Syrian",
    "Taiwan": "Taiwanese",
    "Tanzania": "Tanzanian",
    "Thailand": "Thai",
    "Trinidad and Tobago": "Trinidadian",
    "Tunisia": "Tunisian",
    "Turkey": "Turkish, Yeşilçam, Türkiye",
    "Uganda": "Ugandan, Wakaliwood",
    "Ukraine": "Ukrainian",
    "United Arab Emirates": "Emirati, UAE",
    "United Kingdom": "British, English, Scottish, Welsh, Northern Irish, UK, U.K., Great Britain, England, "
    "Scotland, Wales, Northern Ireland",
    "United States": "American, Hollywood, US, U.S., USA, U.S.A., United States of America",
    "Uruguay": "Uruguayan",
    "Uzbekistan": "Uzbek",
    "Venezuela": "Venezuelan",
    "Vietnam": "Vietnamese",
    "West Germany": "West German",
    "Yugoslavia": "Yugoslav, Yugoslavian",
    "Zimbabwe": "Zimbabwean",
}
"""The words for where a film was made: peoples, film industries, languages of one country's cinema, other names.

What fits two countries equally well (“Korean”, “Congolese”) is not here, so that nobody's origin is guessed.
"""

BETWEEN_COUNTRIES = re.compile(r"[/,;|]")
BETWEEN_WORDS = re.compile(r"[&–-]|\band\b", re.IGNORECASE)


def folded(word: str) -> str:
    return " ".join(word.replace("_", " ").split()).casefold()


COUNTRY_OF = {
    folded(word): country
    for country, words in WORDS_OF_COUNTRIES.items()
    for word in (country, *words.split(", "))
}


def countries(origin: str) -> tuple[list[str], list[str]]:
    """Return the countries named in a film's origin, and the words that are not recognised.

    An origin may name several: “British-American”, “France, Italy”. Codes of ISO 3166 and names in other languages
    are recognised, too: “DE/AT”, “Deutschland”.
    """
    parts = [part.strip() for part in BETWEEN_COUNTRIES.split(origin)]
    words = [
        word.strip() for part in parts for word in ([part] if country_of(part) else BETWEEN_WORDS.split(part))
    ]
    found = {word: country_of(word) for word in words if word}
    known = dict.fromkeys(country for country in found.values() if country)
    return list(known), [word for word, country in found.items() if country is None]


@lru_cache(maxsize=1_000)
def country_of(word: str) -> str | None:
    """Return the country that a word or code means."""
    known = COUNTRY_OF.get(folded(word))
    if known or not word:
        return known
    name = country_in_other_words(word)
    return COUNTRY_OF.get(folded(name), name) if name else None
