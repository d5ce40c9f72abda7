#!/usr/bin/env python3
# Made-up texts that go through every rule, each with what vaderSentiment 3.3.2 says of it under Python 3.13:
#
#   python3 sentiment_texts.py SEED COUNT > sentiment-texts.jsonl
#
# An older Python does as well, but for letters that its Unicode doesn't know: those are left out. Until 3.11, sum() adds
# floats without compensation, which gives other scores where the true sum is 0; here it adds as that of 3.12 and 3.13.
import collections
import json
import random
import sys
import unicodedata

import vaderSentiment.vaderSentiment as vader


def compensated_sum(values):
    values = iter(values)
    total = 0
    for value in values:
        total += value
        if isinstance(value, float):
            break
    lost = 0.0
    for value in values:
        new = total + value
        if isinstance(value, float):
            lost += (total - new) + value if abs(total) >= abs(value) else (value - new) + total
        total = new
    return total + lost


if sys.version_info < (3, 12):
    vader.sum = compensated_sum

ANALYZER = vader.SentimentIntensityAnalyzer()
RANDOM = random.Random(int(sys.argv[1]))

LEXICON = sorted(ANALYZER.lexicon)
STRONG = "good great bad awful love hate happy sad no doubt kind lol xd :) :( <3 :-p d: ok fav sob sux".split()
BOOSTERS = sorted(vader.BOOSTER_DICT)
NEGATIONS = sorted(vader.NEGATE)
PHRASES = sorted(vader.SPECIAL_CASES) + sorted(vader.SENTIMENT_LADEN_IDIOMS)
PARTS = sorted({part for phrase in PHRASES + BOOSTERS if " " in phrase for part in phrase.split()})
RULES = "no or nor never so this without doubt least at very kind of sort just enough but but the not isn't".split()
PLAIN = "film book train we they it was is a and went table yesterday 42 x ab".split()
ODD = ["wouldn'tve", "n't", "N'T", "ain’t", "'n't'", "\u212aind", "li\u212ae", "K\u0130nd", "ǅ", "ⅷ", "Ⓐ", "ªª", "ς", "ΣΑΣ", "straße",
       "STRASSE", "ßß", "ÅÄÖ", "日本語", "안녕", "مرحبا", "ok\u200bok", "\u200dgood", "good\u0301", "_good_", "__", "''", "(:O", ":-Þ",
       ":-þ", "^urs", "urs", "(good", "ok)", "!!ok!!", "--", "?", "!", "??", "!?!", "…good…", "“good”", "\ufeffgood", "GOOD2", "2GOOD",
       "good-bad", "good/bad", "can't stand", "fed up", "screwed up", "( '}{' )"]
SPACES = [" "] * 30 + ["  ", "\t", "\n", "\u00a0", "\u2003", "\u3000", "\x1c", "\x1f", "\x85", "\u2028", "\u1680", "\u202f", "\u205f"]
EMOJI = sorted(ANALYZER.emojis)
LETTERS = [c for c in map(chr, range(0x80, 0x20000)) if unicodedata.category(c)[0] in "LN"]
# Of these, Unicode 14 and 15 brought the second half.
CASED = [c for c in "ÀßǅªⅧⓐK𝐀𝐚ΣςԱա" + "ⰯⱟꟀꟁꟐꟑꟓ𐕰𐖗𐞀𝼀𞀰" if unicodedata.category(c) != "Cn"]
SYMBOLS = [c for c in map(chr, range(0x21, 0x20000)) if unicodedata.category(c)[0] in "PSM"]


def spelled(word):
    style = RANDOM.randrange(12)
    if style < 2:
        return word.upper()
    if style == 2:
        return word.capitalize()
    if style == 3:
        return "".join(RANDOM.choice([c.upper(), c.lower()]) for c in word)
    return word


def marked(word):
    mark = RANDOM.randrange(14)
    if mark == 0:
        return word + RANDOM.choice([".", ",", "!", "?", "!!", "???", "...", "!!!!!", "\"", ")", ":", ";"])
    if mark == 1:
        return RANDOM.choice(["\"", "(", "'", "*", "#", "@", "-"]) + word + RANDOM.choice(["\"", ")", "'", "*", "", "-"])
    return word


def token():
    kind = RANDOM.randrange(100)
    if kind < 22:
        return RANDOM.choice(LEXICON)
    if kind < 36:
        return RANDOM.choice(STRONG)
    if kind < 46:
        return RANDOM.choice(BOOSTERS)
    if kind < 56:
        return RANDOM.choice(NEGATIONS)
    if kind < 72:
        return RANDOM.choice(RULES)
    if kind < 77:
        return RANDOM.choice(PHRASES)
    if kind < 80:
        return RANDOM.choice(PARTS)
    if kind < 92:
        return RANDOM.choice(PLAIN)
    if kind < 95:
        return RANDOM.choice(ODD)
    if kind < 98:
        return "".join(RANDOM.choices(EMOJI, k=RANDOM.choice([1, 1, 2])))
    if kind < 99:
        return "".join(RANDOM.choices(LETTERS, k=RANDOM.randrange(1, 4)))
    return "".join(RANDOM.choices(SYMBOLS, k=RANDOM.randrange(1, 4)))


BY_TENTHS = collections.defaultdict(list)
for listed in LEXICON:
    if listed.isalpha() and listed not in PARTS + RULES:
        BY_TENTHS[round(10 * ANALYZER.lexicon[listed])].append(listed)


def word_of(valence):
    return RANDOM.choice(BY_TENTHS.get(round(10 * valence), ["x"]))


def apart(words, gap):
    return (" a" * gap + " ").join(words)


# Scores whose exact sum is 0, or nearly.
def cancelling():
    whole = RANDOM.choice([{}, {}, {"a a a the shit": 3}, {"a a a yeah right": -2}, {"a bus a bus stop": 0},
                           {"a a a the bomb": 3, "a a a yeah right": -2}])
    valences = [RANDOM.randrange(-33, 34) / 10 for _ in range(RANDOM.randrange(1, 5))]
    left = -sum(valences) - sum(whole.values())
    while abs(left) > 1e-9:
        valences.append(max(-3, min(left, 3)))
        left -= valences[-1]
    words = [word_of(valence) for valence in valences] + list(whole)
    RANDOM.shuffle(words)
    return apart(words, RANDOM.choice([0, 3, 3])) + RANDOM.choice(["", "!", "!!", "??", "!!!?"])


# Shares that lie between two numbers of three digits.
def halves():
    valence, count = RANDOM.randrange(1, 31) / 10, RANDOM.choice([8, 16, 40])
    words = [word_of(valence), word_of(valence - RANDOM.randrange(1 + int(valence), 5))]
    used = sum(abs(ANALYZER.lexicon.get(word, 0)) + 1 for word in words)
    return apart(words, 3) + " a" * max(0, round(count - used) - 3)


def rule():
    word, other = RANDOM.choice(LEXICON + STRONG * 100), RANDOM.choice(LEXICON + STRONG * 100)
    front = " ".join(RANDOM.choice(PLAIN) for _ in range(RANDOM.randrange(4)))
    text = RANDOM.choice([
        f"{word}", f"no {word}", f"no {other} or {word}", f"no a nor {word}", f"{word} no", f"never so {word}", f"never this a {word}",
        f"so {word}", f"this {word}", f"without doubt {word}", f"without a doubt {word}", f"without {word}", f"at least {word}",
        f"least {word}", f"very least {word}", f"the least {word}", f"kind of {word}", f"sort of a {word}", f"just enough {word}",
        f"very {word}", f"really very {word}", f"so very extremely {word}", f"not a very {word}", f"hardly {word}", f"VERY {word}",
        f"{word} but {other}", f"{word} {word} but {word} {other} {other}", f"but {word}", f"{word} but", f"{other} but a but {word} {word}",
        f"the shit {word}", f"{word} the bomb yeah right", f"bad ass {word}", f"to die for {word}", f"{word} kiss of death",
        f"good good bad bad {word}", f"a bus stop {word}", f"it is the shit but {word} so {other}", f"the bomb the bomb a yeah right {word}"])
    return (front + " " + text + RANDOM.choice(["", "", " " + RANDOM.choice(PLAIN), "!", "?", "??", "???", "!!!!", "????", "!?!?"])).strip()


def text():
    kind = RANDOM.randrange(40)
    if kind == 0:
        return RANDOM.choice(["", " ", "\t", "...", "!", "??", "42", "A", "\u00a0"])
    if kind < 14:
        made = rule()
        return spelled(made) if RANDOM.random() < 0.2 else made
    if kind == 14:
        return " ".join(RANDOM.choice(["a a a the shit", "a a yeah right a", "a to die for", "good", "bad", "happy", "sad", "but", "love", "hate",
                                       "a b c bus stop"]) for _ in range(RANDOM.randrange(2, 12)))
    if kind < 17:
        return cancelling()
    if kind == 17:
        return halves()
    if kind == 18:
        return f"{''.join(RANDOM.choices(CASED, k=RANDOM.randrange(1, 4)))} {RANDOM.choice(STRONG).upper()}"
    count = RANDOM.choice([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 60])
    made = ""
    for _ in range(count):
        made += marked(spelled(token())) + (RANDOM.choice(SPACES) if RANDOM.randrange(30) else "")
    return made


for _ in range(int(sys.argv[2])):
    made = text()
    said = ANALYZER.polarity_scores(made)
    print(json.dumps({"text": made, "score": said["compound"], "positive": said["pos"], "neutral": said["neu"], "negative": said["neg"]},
                     ensure_ascii=True))
