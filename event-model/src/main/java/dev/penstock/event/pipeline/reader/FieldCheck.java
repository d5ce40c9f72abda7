// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.StreamFields.Field;
import dev.penstock.event.pipeline.reader.section.AddedField;
import dev.penstock.event.pipeline.reader.section.FieldUse;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.util.List;

/** Checks the fields that streams add, and the fields that are taken from streams. */
final class FieldCheck {

    private final StreamFields fields;

    private FieldCheck(StreamFields fields) {
        this.fields = fields;
    }

    static void check(PipelineDraft draft) {
        var check = new FieldCheck(new StreamFields(draft.knownStreams()));
        draft.knownStreams().forEach(stream -> {
            conflicts(stream.added());
            check.uses(stream.from(), stream.uses());
            stream.protectedFields().forEach(use -> check.use(stream.name(), use));
        });
        draft.knownGroups().forEach(group -> check.uses(group.from(), group.uses()));
    }

    /** Tells each field that is, holds or lies in one that was added before it. */
    private static void conflicts(List<AddedField> added) {
        for (int i = 1; i < added.size(); i++) {
            AddedField field = added.get(i);
            added.subList(0, i).stream()
                    .filter(other -> field.field().overlaps(other.field()) || sharesScore(field, other))
                    .findFirst()
                    .ifPresent(other -> field.at().wrong(conflict(field, other)));
        }
    }

    /** What a model says is an object of its own. */
    private static boolean sharesScore(AddedField field, AddedField other) {
        return (field instanceof AddedField.Scored || other instanceof AddedField.Scored)
                && field.field().top().equals(other.field().top())
                && !field.by().equals(other.by());
    }

    private static String conflict(AddedField field, AddedField other) {
        String name = Quote.quote(field.field().toString());
        if (field.field().equals(other.field())) {
            return "the field " + name + " is added by " + other.by() + " already";
        }
        if (sharesScore(field, other)) {
            return "the field " + name + " would lie in the same object as "
                    + Quote.quote(other.field().toString()) + ", which " + other.by() + " adds";
        }
        String otherName = Quote.quote(other.field().toString());
        return field.field().startsWith(other.field())
                ? "the field " + name + " would lie inside of " + otherName + ", which " + other.by()
                        + " adds as a single value"
                : "the field " + name + " would replace " + otherName + ", which " + other.by() + " adds";
    }

    private void uses(ReadResult<String> from, List<FieldUse> uses) {
        from.ifRead((name, at) -> uses.forEach(use -> use(name, use)));
    }

    private void use(String from, FieldUse use) {
        Field field = fields.of(from, use.field());
        String called = Quote.quote(use.field().toString());
        String stream = "stream " + Quote.quote(from);
        if (field instanceof Field.Absent absent) {
            use.at()
                    .wrong(stream + " has no field " + called
                            + Suggestion.hintOrAll(use.field().toString(), absent.instead()));
        } else if (field instanceof Field.Group group && use.need() != Need.ANYTHING) {
            use.at()
                    .wrong(called + " of " + stream + " is an object; name a field inside of it: "
                            + Quote.names(group.inside()));
        } else if (field instanceof Field.Value value && use.need() == Need.NUMBER && !value.isNumber()) {
            use.at()
                    .wrong(use.at().name() + " needs a number, and " + called + " of " + stream + " is "
                            + value.type());
        }
    }
}
