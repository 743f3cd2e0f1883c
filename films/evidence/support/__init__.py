"""Look for a fact's values in the words of a cited sentence, with one module for each type of value.

A value that is found is supported by the sentence. One that is not found may still be stated in other words, which
only a person can judge.
"""
