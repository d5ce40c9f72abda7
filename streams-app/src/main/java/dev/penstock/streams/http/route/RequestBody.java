// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.route;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import io.javalin.http.Context;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** What a request brings along besides its URL. */
public final class RequestBody {

    /** A thousand keys of ordinary length are some ten thousand. */
    public static final int MOST_BYTES = 1 << 20;

    private RequestBody() {}

    /**
     * Reads it as JSON, whatever its type is said to be.
     *
     * @param expected an example, for who sent something else
     * @throws dev.penstock.streams.http.problem.ProblemException if it is too long, or something else
     */
    public static <T> T read(Context request, ObjectMapper json, Class<T> type, String expected) {
        byte[] body = bytes(request);
        try {
            T read = json.readValue(body, type);
            if (read != null) {
                return read;
            }
            throw unfit("found null", expected).exception();
        } catch (UnrecognizedPropertyException e) {
            throw unfit("there is no member " + Quote.quote(e.getPropertyName()) + " in it", expected)
                    .exception();
        } catch (JsonParseException e) {
            throw unfit(
                            String.format(
                                    Locale.ROOT,
                                    "it is no JSON from byte %d on",
                                    Math.max(0, e.getLocation().getByteOffset())),
                            expected)
                    .exception();
        } catch (JsonProcessingException e) {
            throw unfit("it has another form", expected).exception();
        } catch (IOException e) {
            throw Problem.of(Kind.BAD_REQUEST, "the body did not come to its end")
                    .exception();
        }
    }

    private static Problem unfit(String found, String expected) {
        return Problem.of(Kind.BAD_REQUEST, "the body can't be read: " + found + "; expected " + expected);
    }

    private static byte[] bytes(Context request) {
        try (InputStream in = request.bodyInputStream()) {
            byte[] body = in.readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                request.header("Connection", "close");
                throw Problem.of(Kind.TOO_LARGE, "found a body of more than " + MOST_BYTES + " bytes, expected no more")
                        .exception();
            }
            return body;
        } catch (IOException e) {
            throw Problem.of(Kind.BAD_REQUEST, "the body did not come to its end")
                    .exception();
        }
    }
}
