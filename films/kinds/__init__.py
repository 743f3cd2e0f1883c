"""The kinds of facts: a module for each, with all that sets it apart. `registry` has them all."""
