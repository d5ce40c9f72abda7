// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import dev.penstock.streams.http.route.Route;
import io.javalin.http.Context;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Pages, scripts and styles, out of Penstock's own files and those of libraries. Nothing comes from another host. */
public final class Assets {

    /** What the paths of all files but pages begin with. */
    static final String PATH = "/assets/";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png");

    private Assets() {}

    /** A file that stands beside this class. */
    public static Route own(String path, String file) {
        return route(path, Assets.class.getPackageName().replace('.', '/') + "/pages/" + file);
    }

    /** Files of a WebJar, below a path. */
    public static List<Route> webJar(String path, String library, String... files) {
        return webJar("org.webjars", path, library, files);
    }

    /** Files of a WebJar that was made of an npm package, below a path. */
    public static List<Route> npmWebJar(String path, String library, String... files) {
        return webJar("org.webjars.npm", path, library, files);
    }

    private static List<Route> webJar(String group, String path, String library, String... files) {
        String folder = "META-INF/resources/webjars/" + library + "/" + version(group, library) + "/";
        return List.of(files).stream()
                .map(file -> route(path + "/" + file, folder + file))
                .toList();
    }

    private static String version(String group, String library) {
        String name = "META-INF/maven/" + group + "/" + library + "/pom.properties";
        try (InputStream in = open(name)) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Route route(String path, String resource) {
        byte[] bytes = read(resource);
        String mediaType = MEDIA_TYPES.get(
                resource.substring(resource.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        return Route.get(
                path,
                "",
                List.of(),
                mediaType,
                Object.class,
                Route.Guard.OPEN,
                request -> send(request, mediaType, bytes));
    }

    private static void send(Context request, String mediaType, byte[] bytes) {
        request.contentType(mediaType).result(bytes);
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("this build of Penstock lacks " + resource);
        }
        return in;
    }
}
