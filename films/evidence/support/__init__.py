"""Look for a fact's values in the words of the sentence that is cited for them, one module for each type of value.

What is found is said by the sentence. What is not found may be said all the same, in other words, which only a
person can judge.
"""
