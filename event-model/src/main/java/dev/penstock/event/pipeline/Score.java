// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Collections.unmodifiableMap;

/**
 * What a model says of the text in a field, which it is asked for in batches over HTTP.
 *
 * @param name of the object that the model's outputs are added as
 * @param field that holds the text; events without a text in it are not asked about
 * @param url of the model, by the Open Inference Protocol: what {@code /infer} is put behind
 * @param input name of the model's input
 * @param outputs of the model that are taken, and what each holds
 * @param batch most texts of a call
 * @param within how long a text waits at most for others to be asked about with it
 * @param timeout how long an answer is waited for
 * @param retries how often a call is repeated that failed in a way that may pass
 * @param inFlight most calls of a task that are under way at a time
 * @param onFailure what becomes of an event whose text alone the model does not take
 * @param otherwise what the outputs are then, where that is {@link OnFailure#DEFAULT}
 */
public record Score(
        String name,
        FieldPath field,
        URI url,
        String input,
        Map<String, Enricher.Output.Type> outputs,
        int batch,
        Duration within,
        Duration timeout,
        int retries,
        int inFlight,
        OnFailure onFailure,
        Map<String, FieldValue.Scalar> otherwise) {

    /** What becomes of an event whose text the model does not take while it takes others. */
    public enum OnFailure {
        DEAD_LETTER,
        /** The event goes on with constants. */
        DEFAULT,
        /** Processing waits until the model takes it. */
        PAUSE
    }

    public Score {
        outputs = unmodifiableMap(new LinkedHashMap<>(outputs));
        otherwise = unmodifiableMap(new LinkedHashMap<>(otherwise));
    }

    /** The fields that this adds, in the order in which they are written. */
    public List<Enricher.Output> added() {
        return outputs.entrySet().stream()
                .map(output -> new Enricher.Output(new FieldPath(List.of(name, output.getKey())), output.getValue()))
                .toList();
    }
}
