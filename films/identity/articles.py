"""List the articles of languages, which are ignored when titles are sorted."""

ARTICLES_BY_LANGUAGE = {
    tag: tuple(words.split())
    for tag, words in {
        "ca": "el els la les l un una",
        "da": "den det de en et",
        "de": "der die das ein eine",
        "el": "o i to oi ta enas mia ena",
        "en": "the a an",
        "es": "el la lo los las un una",
        "fr": "le la les l un une",
        "hu": "a az egy",
        "it": "il lo la l i gli gl le un uno una",
        "nl": "de het t een n",
        "no": "den det de en et ei",
        "pt": "o a os as um uma",
        "ro": "un o",
        "sv": "den det de en ett",
    }.items()
}
"""In their plain form, by the first part of the language's BCP 47 tag."""
