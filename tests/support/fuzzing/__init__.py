"""Fuzzing: `make fuzz` throws broken inputs at whatever reads what strangers write.

`targets` says what reads, `corpora` what good inputs look like, `inputs` breaks them, `worker` runs them in a process
that is watched by `campaign`. `guided` gives the same targets to atheris, which looks for inputs that reach new code.
"""
