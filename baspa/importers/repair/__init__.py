"""Letters, words, sentences and spaces put right; spelling is suggested only."""
