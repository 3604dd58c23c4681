"""Answers in words: each question answered by sentences, in one tree that terminals, pages and notebooks draw."""
