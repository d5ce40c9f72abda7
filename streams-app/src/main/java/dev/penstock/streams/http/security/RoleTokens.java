// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.TextFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The token of the instances, and a file of more, each with what it may ask for. The file is read again when it has
 * changed; what is then wrong with it is told, and the tokens stay those of before.
 */
public final class RoleTokens implements Access {

    private static final Logger LOG = LoggerFactory.getLogger(RoleTokens.class);
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Token own;
    private final Path file;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Listed listed;
    private volatile long lookedAt;

    private record Entry(Role role, Token token) {}

    /** @param changed empty if that could not be told */
    private record Listed(List<Entry> entries, Optional<FileTime> changed) {}

    /**
     * @param own of the instances, which may ask for everything
     * @throws CommandException if the file can't be read, or has something else than a role and a token in a line; the message
     *     has no token
     */
    public RoleTokens(Token own, Path file) {
        this(own, file, System::nanoTime);
    }

    RoleTokens(Token own, Path file, LongSupplier nanoTime) {
        this.own = own;
        this.file = file;
        this.nanoTime = nanoTime;
        this.listed = new Listed(read(file), changed(file));
        this.lookedAt = nanoTime.getAsLong();
    }

    private static List<Entry> read(Path file) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = TextFile.read(file, "list of tokens").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(entry(file + ":" + (i + 1), line));
            }
        }
        return List.copyOf(entries);
    }

    private static Entry entry(String place, String line) {
        String[] parts = line.split("\\s+");
        Optional<Role> role = Arrays.stream(Role.values())
                .filter(each -> each.word().equals(parts[0]))
                .findFirst();
        Optional<Token> token = parts.length == 2 ? Token.of(parts[1]) : Optional.empty();
        if (role.isEmpty() || token.isEmpty()) {
            throw new CommandException(
                    place + ": expected features, metrics or all, a blank and a token of " + Token.form());
        }
        return new Entry(role.get(), token.get());
    }

    private static Optional<FileTime> changed(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, String> headers() {
        return own.headers();
    }

    @Override
    public Verdict judge(String authorization, Role needed) {
        if (authorization.isEmpty()) {
            return Verdict.NO_TOKEN;
        }
        look();
        byte[] digest = Token.digestOf(authorization);
        // All are compared, whichever it is.
        boolean isKnown = own.matches(digest);
        boolean isAllowed = isKnown;
        for (Entry entry : listed.entries) {
            boolean isThis = entry.token.matches(digest);
            isKnown |= isThis;
            isAllowed |= isThis & entry.role.covers(needed);
        }
        return isAllowed ? Verdict.ALLOWED : isKnown ? Verdict.WRONG_ROLE : Verdict.WRONG_TOKEN;
    }

    private void look() {
        if (nanoTime.getAsLong() - lookedAt < LOOK_NANOS || !looking.tryLock()) {
            return;
        }
        try {
            lookedAt = nanoTime.getAsLong();
            Optional<FileTime> changed = changed(file);
            if (!changed.equals(listed.changed)) {
                listed = readAgain(changed);
            }
        } finally {
            looking.unlock();
        }
    }

    private Listed readAgain(Optional<FileTime> changed) {
        try {
            List<Entry> entries = read(file);
            LOG.info("{} has changed: {} tokens besides the one of the instances", file, entries.size());
            return new Listed(entries, changed);
        } catch (CommandException e) {
            LOG.warn("{}; the tokens stay what they were", e.getMessage());
            return new Listed(listed.entries, changed);
        }
    }

    @Override
    public String toString() {
        return "tokens";
    }
}
