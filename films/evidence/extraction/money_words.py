"""List the words for amounts of money: scales, currencies, territories."""

from babel import Locale

ENGLISH = Locale("en")

SCALES = {
    "thousand": 10**3, "k": 10**3, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "million": 10**6, "mn": 10**6,
    "m": 10**6, "crore": 10**7, "crores": 10**7, "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12,
}  # fmt: skip

CURRENCY_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "USD": "USD", "$": "USD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD",
    "CA$": "CAD", "CAD": "CAD", "NZ$": "NZD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "R$": "BRL", "£": "GBP",
    "GBP": "GBP", "€": "EUR", "EUR": "EUR", "¥": "JPY", "JPY": "JPY", "JP¥": "JPY", "CN¥": "CNY", "RMB": "CNY",
    "CNY": "CNY", "₹": "INR", "Rs.": "INR", "Rs": "INR", "INR": "INR", "₩": "KRW", "KRW": "KRW", "₽": "RUB",
    "₱": "PHP", "₫": "VND", "₦": "NGN", "৳": "BDT", "฿": "THB", "₺": "TRY", "₪": "ILS", "DM": "DEM", "₨": "PKR",
    "FRF": "FRF", "ITL": "ITL", "DKK": "DKK", "SEK": "SEK", "NOK": "NOK", "HUF": "HUF", "CHF": "CHF", "₤": "ITL",
}  # fmt: skip
"""Signs and codes before an amount, with the ISO 4217 code that English articles on films mean by them."""

CURRENCY_WORDS = {
    "dollar": "USD", "pound": "GBP", "pound sterling": "GBP", "euro": "EUR", "yen": "JPY", "rupee": "INR",
        "won": "KRW",
    "yuan": "CNY", "renminbi": "CNY", "franc": "FRF", "lira": "ITL", "lire": "ITL", "mark": "DEM", "peso": "MXN",
    "krone": "DKK", "kroner": "DKK", "krona": "SEK", "kronor": "SEK", "ruble": "RUB", "rouble": "RUB", "zloty":
        "PLN",
    "forint": "HUF", "peseta": "ESP", "guilder": "NLG", "taka": "BDT", "baht": "THB", "naira": "NGN",
}  # fmt: skip
"""Currency names that countries share, with the currency meant by default; Babel knows all others."""


def currency_names() -> dict[str, str]:
    """Map English names of currencies, in lower case, to ISO 4217 codes: “hong kong dollars”."""
    names = {str(name).casefold(): str(code) for code, name in ENGLISH.currencies.items() if "(" not in str(name)}
    names |= CURRENCY_WORDS
    return names | {f"{name}s": code for name, code in names.items()}


CURRENCY_NAMES = currency_names()

WORLD = "worldwide"
TERRITORIES = {
    "worldwide": WORLD, "world-wide": WORLD, "globally": WORLD, "around the world": WORLD, "global": WORLD,
    "across the world": WORLD, "domestically": "domestic", "domestic": "domestic", "internationally":
        "international",
    "international": "international", "overseas": "international", "elsewhere": "elsewhere",
    "other countries": "elsewhere", "other territories": "elsewhere", "other markets": "elsewhere",
    "outside north america": "international", "outside the united states": "international",
    "foreign": "international", "abroad": "international", "north america": "North America",
    "north american": "North America", "united states and canada": "United States and Canada",
    "us and canada": "United States and Canada", "u.s. and canada": "United States and Canada",
}  # fmt: skip
"""Territories of a gross that are not single countries."""
