"""Word forms: what a token can be, clitics taken off, in every language at once.

See ``words`` for looking words up, ``build`` for making the compiled forms with camel-tools, ``paradigms`` for
inflecting a project's own lemmas without it.
"""
