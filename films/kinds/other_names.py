"""Build the declarations of other names, which differ in little but the records that have them."""

from typing import Any

from films.kinds.declaration import AdminRows, Declaration, Omitted


def declare_other_names(owner: str, shown: list[str], **parts: Any) -> Declaration:
    """Build the declaration of other names of `owner`, a kind of record, from the parts that are their own.

    `shown` are the fields that tell them apart on the admin page of their record.
    """
    return Declaration(
        same=(owner, "name"),
        published_with=(owner,),
        naming=Omitted("it names another record"),
        rows=(AdminRows(1, owner, shown),),
        listings=Omitted(f"all are rows on the page of their {owner}"),
        states=Omitted("what documents say of it is not read out of them"),
        **parts,
    )
