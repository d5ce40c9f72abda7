// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.Figure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A question asked under certain circumstances, such as a number of keys or a rate of events.
 *
 * @param name empty if the question has one case only
 * @param settings all that two runs have to have in common for their figures to be comparable
 * @param rounds of all contenders, in the order in which they were
 */
public record Case(String name, Map<String, String> settings, List<Round> rounds) {

    public Case {
        settings = new TreeMap<>(settings);
        rounds = List.copyOf(rounds);
    }

    /**
     * What was set otherwise in another run of it, a phrase each. Settings that only one of them has are of contenders that
     * only one of them has.
     */
    public List<String> differences(Case later) {
        return settings.keySet().stream()
                .filter(later.settings::containsKey)
                .filter(setting -> !settings.get(setting).equals(later.settings.get(setting)))
                .map(setting -> String.format(
                        Locale.ROOT,
                        "%s was %s and is %s",
                        setting,
                        settings.get(setting),
                        later.settings.get(setting)))
                .toList();
    }

    /** In the order in which they took turns. */
    public Collection<String> contenders() {
        var names = new LinkedHashSet<String>();
        rounds.forEach(round -> names.add(round.contender()));
        return names;
    }

    public List<Round> rounds(String contender) {
        return rounds.stream()
                .filter(round -> round.contender().equals(contender))
                .toList();
    }

    /** One for each round; none if the contender was wrong in any round, or if a round does not have this figure. */
    public List<Double> values(String contender, Figure figure) {
        List<Round> of = rounds(contender);
        List<OptionalDouble> values =
                of.stream().map(round -> round.figures().get(figure)).toList();
        boolean count = of.stream().allMatch(Round::counts) && values.stream().allMatch(OptionalDouble::isPresent);
        return count ? values.stream().map(OptionalDouble::getAsDouble).toList() : List.of();
    }
}
