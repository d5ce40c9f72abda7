// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.http.route.Parameter;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.topology.Mermaid;
import dev.penstock.streams.topology.TopologyView;
import io.javalin.http.Context;
import org.apache.kafka.streams.TopologyDescription;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shows the topology that runs. */
public final class TopologyRoutes {

    private static final List<String> FORMATS = List.of("text", "mermaid", "json");
    private static final List<String> DETAILS = List.of("full", "short");

    private final TopologyDescription topology;
    private final List<String> names;

    public TopologyRoutes(Pipeline pipeline, TopologyDescription topology) {
        this.topology = topology;
        this.names = Stream.of(
                        pipeline.sources().stream().map(Source::name),
                        pipeline.streams().stream().map(EventStream::name),
                        pipeline.features().stream().map(FeatureGroup::name))
                .flatMap(Function.identity())
                .toList();
    }

    public List<Route> routes() {
        return List.of(Route.get(
                "/api/topology",
                "The topology that runs",
                List.of(
                        Parameter.word("format", "text, mermaid or json; default text", FORMATS),
                        Parameter.word(
                                "detail",
                                "full, or short: one step for each source, stream and group; default full",
                                DETAILS)),
                Route.TEXT,
                TopologyView.class,
                Route.Guard.TOKEN,
                this::show));
    }

    private void show(Context request) {
        RequestParameters query = RequestParameters.of(request);
        boolean inShort = query.word("detail", "full", DETAILS).equals("short");
        String format = query.word("format", "text", FORMATS);
        if (format.equals("json")) {
            Answers.json(request, inShort ? TopologyView.inShort(topology, names) : TopologyView.of(topology));
            return;
        }
        request.contentType(Route.TEXT).result(format.equals("text") ? text(inShort) : mermaid(inShort));
    }

    private String text(boolean inShort) {
        return inShort ? TopologyView.inShort(topology, names).text() : topology.toString();
    }

    private String mermaid(boolean inShort) {
        return inShort ? Mermaid.shortFlowchart(topology, names) : Mermaid.flowchart(topology);
    }
}
