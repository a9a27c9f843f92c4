package io.isolario.http;

import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells who has the sandboxes that are open, and what each did last. */
final class Holders {

    /** What clients can do when others have all the places. */
    static final String WAYS_OUT =
            " Over HTTP: end a sandbox that is no longer used, wait longer (\"wait\"), or let fewer be open"
                    + " at once (isolario.http.max-open). \"holders\" says who has them.";

    private Holders() {}

    static List<Object> of(SandboxRegistry registry) {
        return registry.openSandboxes().stream().<Object>map(Holders::members).toList();
    }

    private static Map<String, Object> members(ManagedSandbox sandbox) {
        List<JournalEntry> entries = sandbox.journal().entries();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", sandbox.id());
        members.put("owner", sandbox.owner());
        members.put("isolation", HttpProblem.word(sandbox.isolation()));
        members.put("state", HttpProblem.word(sandbox.state()));
        if (!entries.isEmpty()) {
            JournalEntry last = entries.get(entries.size() - 1);
            members.put("ageMs", millisSince(entries.get(0).at()));
            members.put("idleMs", millisSince(last.at()));
            members.put("lastActivity", last.text());
        }
        entries.stream()
                .filter(entry -> entry.kind() == JournalKind.SQL)
                .reduce((earlier, later) -> later)
                .ifPresent(sql -> members.put("lastSql", sql.text()));
        return members;
    }

    private static long millisSince(Instant at) {
        return Math.max(0, Duration.between(at, Instant.now()).toMillis());
    }

    static HttpProblem noPlace(SandboxRegistry registry, int most, Duration waited) {
        return HttpProblem.of(
                        HttpProblem.SERVICE_UNAVAILABLE,
                        "no-place",
                        "No free place",
                        "No sandbox could be opened within " + waited.toMillis() + " ms: " + most
                                + " are open, which is as many as may be (isolario.http.max-open,"
                                + " SandboxFilter.Builder.maxOpen). End one, wait longer (\"wait\"), or allow more."
                                + " \"holders\" says who has them.")
                .with(Map.of("holders", of(registry)));
    }
}
