// SPDX-License-Identifier: Apache-2.0
/**
 * How positive or negative a text is, by VADER: rules and a lexicon of English words, abbreviations, emoticons and emoji
 * (Hutto, C.J. and Gilbert, E.E.: VADER, A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text,
 * ICWSM 2014). The numbers are those of the Python package vaderSentiment 3.3.2 under Python 3.13, whatever the text.
 *
 * <p>Nothing here knows of events or of Kafka. The word lists beside the classes are those of the package;
 * {@code scripts/sentiment-texts} renews them and the texts of the tests.
 */
package dev.penstock.streams.sentiment;
