"""Declare the kinds of facts, each in a module of its own; `registry` looks them up."""
