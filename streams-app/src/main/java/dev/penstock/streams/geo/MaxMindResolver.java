// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.ClosedDatabaseException;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Adds country and city to what {@link IanaRegions} knows, from a file in MaxMind's database format (GeoLite2, GeoIP2,
 * DB-IP, IPinfo and others). Where the file names the continent of an address of general use, that is the region: it says
 * where the address is used, which who handed it out does not.
 *
 * <p>The file is mapped into memory: replace it by renaming another over it, never by writing into it. A replaced file is
 * read by the next resolver that is opened.
 */
public final class MaxMindResolver implements GeoResolver {

    private static final Logger LOG = LoggerFactory.getLogger(MaxMindResolver.class);

    private final Path file;
    private final Reader reader;
    private final int longestAddress;
    private final IanaRegions regions = new IanaRegions();
    private final AtomicBoolean faultReported = new AtomicBoolean();

    private MaxMindResolver(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
        // MaxMind's reader would follow the first 32 bits of an IPv6 address through a tree of IPv4 networks.
        this.longestAddress = reader.getMetadata().ipVersion() == 4 ? 4 : 16;
    }

    /**
     * Opens a database and makes sure that it can tell where some address is, which for instance a database of network
     * operators cannot.
     *
     * @throws GeoDatabaseException if the file is missing, cannot be read, is no such database or names neither a country nor
     *     a city in any record
     */
    public static MaxMindResolver open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new GeoDatabaseException(file, Files.exists(file) ? "not a file" : "no such file");
        }
        if (!Files.isReadable(file)) {
            throw new GeoDatabaseException(file, "no permission to read it");
        }
        try {
            Reader reader = new Reader(file.toFile(), new CHMCache());
            requirePlaces(file, reader);
            return new MaxMindResolver(file, reader);
        } catch (GeoDatabaseException e) {
            throw e;
        } catch (InvalidDatabaseException | InvalidNetworkException | RuntimeException e) {
            // MaxMind's reader does not check a file; what is broken in it comes as whatever the broken bytes lead to.
            throw new GeoDatabaseException(file, "no sound MaxMind database; expected an unpacked .mmdb file", e);
        } catch (IOException e) {
            throw new GeoDatabaseException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requirePlaces(Path file, Reader reader) throws IOException, InvalidNetworkException {
        Networks<MaxMindPlace.Fields> networks = reader.networks(MaxMindPlace.Fields.class);
        while (networks.hasNext()) {
            if (!networks.next().data().isNowhere()) {
                return;
            }
        }
        throw new GeoDatabaseException(
                file,
                "names neither a country nor a city; expected a country or city database, found one of type "
                        + reader.getMetadata().databaseType());
    }

    /** @throws IllegalStateException after {@link #close()} */
    @Override
    public GeoLocation resolve(String address) {
        byte[] ip = IpLiteral.parse(address);
        GeoLocation location = regions.locate(ip);
        if (ip.length == 0 || ip.length > longestAddress) {
            return location;
        }
        MaxMindPlace.Fields place = find(ip);
        if (place == MaxMindPlace.NOWHERE) {
            return location;
        }
        String region = place.region().isEmpty() || IanaRegions.isOfSpecialUse(location.region())
                ? location.region()
                : place.region();
        return new GeoLocation(region, place.country(), place.city());
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MaxMindPlace.Fields find(byte[] ip) {
        try {
            MaxMindPlace.Fields place = reader.get(InetAddress.getByAddress(ip), MaxMindPlace.Fields.class);
            return place == null ? MaxMindPlace.NOWHERE : place;
        } catch (ClosedDatabaseException e) {
            throw new IllegalStateException(String.format(Locale.ROOT, "geo database %s is closed", file), e);
        } catch (IOException | RuntimeException e) {
            // One broken record is no reason to fail an event that is in order, nor to log a line for each.
            if (faultReported.compareAndSet(false, true)) {
                LOG.warn("Geo database {} is broken in part: country and city of some addresses stay empty", file, e);
            }
            return MaxMindPlace.NOWHERE;
        }
    }
}
