// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import java.util.Locale;

/** Puts sentences together that praise, blame or only tell, by rules and from short lists of words. For one thread. */
final class Sentences {

    private static final String[] THINGS = {
        "service", "app", "delivery", "support team", "price", "new version", "checkout", "battery", "screen", "room",
        "coffee", "driver", "update", "website", "phone", "food", "staff", "packaging", "sound", "manual"
    };
    private static final String[] PRAISE = {
        "great",
        "good",
        "excellent",
        "amazing",
        "friendly",
        "helpful",
        "perfect",
        "lovely",
        "fantastic",
        "nice",
        "reliable",
        "beautiful",
        "impressive",
        "wonderful",
        "fun"
    };
    private static final String[] BLAME = {
        "bad",
        "terrible",
        "awful",
        "useless",
        "rude",
        "horrible",
        "disappointing",
        "annoying",
        "broken",
        "poor",
        "ugly",
        "frustrating",
        "boring",
        "worst",
        "sad"
    };
    private static final String[] NEITHER = {
        "blue",
        "in the second box",
        "on the left",
        "new since Monday",
        "the one from the catalogue",
        "made of steel",
        "as long as a hand",
        "at the front desk",
        "three years old",
        "in the manual"
    };
    private static final String[] DEGREES = {
        "", "", "", "very ", "really ", "extremely ", "so ", "quite ", "somewhat ", "slightly ", "incredibly "
    };
    private static final String[] SUBJECTS = {"The ", "This ", "My ", "Their ", "Your "};
    private static final String[] VERBS = {" is ", " was ", " has been ", " seems "};
    private static final String[] NEGATED = {" is not ", " isn't ", " was never ", " wasn't "};
    private static final String[] ENDS = {".", ".", ".", ".", "!", "!!!", "...", "", " :)", " :(", "?"};
    private static final String[] FACTS = {
        "I ordered it on Tuesday", "It came with two cables", "We stayed for three nights",
                "My order has the number 4711",
        "I use it every day", "They open at nine", "She said \"call again tomorrow\"",
                "The box had a label\nand a bar code"
    };
    private static final String[] OPINIONS = {
        "I love it",
        "I hate it",
        "would recommend",
        "never again",
        "best money I ever spent",
        "what a waste of time",
        "thanks for the help",
        "I want my money back",
        "kind of ok",
        "LOL"
    };
    private static final String[] FOREIGN = {
        "Der Service ist wirklich %s.|gut|schlecht|freundlich|furchtbar",
        "Le service est vraiment %s.|agréable|décevant|génial|lent",
        "La entrega fue %s, ¡gracias!|rápida|mala|puntual|pésima",
        "Il prodotto è %s.|bellissimo|rotto|utile|brutto",
        "Obsługa była %s.|świetna|okropna|miła|powolna",
        "Сервис просто %s!|отличный|ужасный|хороший|плохой",
        "Η υπηρεσία είναι %s.|καλή|κακή|υπέροχη|αργή",
        "サービスは%sです。|最高|最悪|親切|普通",
        "这个产品%s。|很好|很差|不错|一般",
        "الخدمة %s جدا.|جيدة|سيئة|رائعة|بطيئة",
        "सेवा %s है।|अच्छी|बुरी|बहुत बढ़िया|धीमी",
        "서비스가 %s.|좋아요|나빠요|친절해요|느려요"
    };

    /** Some are of several code points. */
    private static final String[] EMOJI = {
        "😀", "😍", "😂", "😡", "😢", "👍", "👎", "❤️", "🎉", "💔", "🙄", "🔥", "👍🏽", "👩‍💻", "🇸🇪", "🤷‍♀️", "1️⃣",
        "🥲"
    };

    private final SplitMix random;

    Sentences(SplitMix random) {
        this.random = random;
    }

    /**
     * One to three sentences.
     *
     * @param mood how likely an opinion is to be praise and not blame, from 0 to 1
     */
    String some(double mood) {
        var text = new StringBuilder(sentence(mood));
        for (int more = random.nextInt(3); more > 0; more--) {
            text.append(' ').append(sentence(mood));
        }
        return text.toString();
    }

    /** Sentences until they are at least so long. */
    String some(double mood, int length) {
        var text = new StringBuilder(sentence(mood));
        while (text.length() < length) {
            text.append(random.nextInt(8) == 0 ? "\n" : " ").append(sentence(mood));
        }
        return text.toString();
    }

    /** Of some other language than English. */
    String foreign() {
        String[] parts = pick(FOREIGN).split("\\|");
        return String.format(Locale.ROOT, parts[0], parts[1 + random.nextInt(parts.length - 1)]);
    }

    /** With one to three emoji in it. */
    String withEmoji(double mood) {
        var text = new StringBuilder(some(mood));
        for (int more = random.nextInt(3); more >= 0; more--) {
            text.append(random.nextInt(3) == 0 ? "" : " ").append(pick(EMOJI));
        }
        return text.toString();
    }

    /** Nothing, or only white space. */
    String empty() {
        return " ".repeat(random.nextInt(4));
    }

    private String sentence(double mood) {
        return switch (random.nextInt(10)) {
            case 0 -> pick(FACTS) + ".";
            case 1 -> statement(pick(VERBS), pick(NEITHER)) + ".";
            case 2 -> pick(OPINIONS) + pick(ENDS);
            case 3 -> statement(pick(NEGATED), quality(mood)) + pick(ENDS);
            case 4 ->
                statement(pick(VERBS), quality(mood)) + ", but the " + pick(THINGS) + pick(VERBS) + quality(mood)
                        + pick(ENDS);
            case 5 -> statement(pick(VERBS), quality(mood).toUpperCase(Locale.ROOT)) + pick(ENDS);
            default -> statement(pick(VERBS), quality(mood)) + pick(ENDS);
        };
    }

    private String statement(String verb, String what) {
        return pick(SUBJECTS) + pick(THINGS) + verb + what;
    }

    private String quality(double mood) {
        return pick(DEGREES) + pick(random.nextDouble() < mood ? PRAISE : BLAME);
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
