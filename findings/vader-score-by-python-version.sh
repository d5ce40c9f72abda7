#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The sentiment of a text by VADER depends on the version of Python, where its words cancel each other: up to 3.11 sum() adds
# floats as they come, and what rounding leaves, some 1e-16, is enough for the exclamation marks of the text to count to one
# side, by 0.292 each. From 3.12 on sum() makes up for rounding, and the same text is neutral. So thresholds, labels and stored
# features made under one version do not fit those made under another, though the package is the same. Seen with vaderSentiment
# 3.3.2:
#
#   older: -0.2206 negative   A good lovely room. Ugly and stupid staff!!!
#   older:  0.2206 positive   Good and nice, awful, we lose!!!
#   newer:  0.0000 neutral    A good lovely room. Ugly and stupid staff!!!
#   newer:  0.0000 neutral    Good and nice, awful, we lose!!!
#
# Needs: bash, Python 3.11 or older and Python 3.12 or newer, as python3.11 and python3.13 or as named:
#
#     findings/vader-score-by-python-version.sh OLDER NEWER
#
# Takes half a minute. Exits 1 when the behaviour is another one.
set -euo pipefail
older=$(command -v "${1:-python3.11}")
newer=$(command -v "${2:-python3.13}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$older" -c 'import sys; assert sys.version_info < (3, 12), "the first Python is to be 3.11 or older"'
"$newer" -c 'import sys; assert sys.version_info >= (3, 12), "the second Python is to be 3.12 or newer"'

cat >"$work/score.py" <<'PY'
import sys
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

analyzer = SentimentIntensityAnalyzer()
for text in ("A good lovely room. Ugly and stupid staff!!!", "Good and nice, awful, we lose!!!"):
    score = analyzer.polarity_scores(text)["compound"]
    label = "positive" if score >= 0.05 else "negative" if score <= -0.05 else "neutral"
    print(f"{sys.argv[1]}: {score:7.4f} {label:9}  {text}")
PY

score() { # PYTHON NAME
    local home="$work/$2"
    "$1" -m venv "$home"
    "$home/bin/pip" -q --disable-pip-version-check install vaderSentiment==3.3.2
    "$home/bin/python" "$work/score.py" "$2"
}

found=$(score "$older" older; score "$newer" newer)
printf '%s\n' "$found"
wanted=$(cat <<'TEXT'
older: -0.2206 negative   A good lovely room. Ugly and stupid staff!!!
older:  0.2206 positive   Good and nice, awful, we lose!!!
newer:  0.0000 neutral    A good lovely room. Ugly and stupid staff!!!
newer:  0.0000 neutral    Good and nice, awful, we lose!!!
TEXT
)
[ "$found" = "$wanted" ] || { echo "the behaviour is another one; expected:"; printf '%s\n' "$wanted"; exit 1; }
