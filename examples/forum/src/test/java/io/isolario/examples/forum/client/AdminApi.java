package io.isolario.examples.forum.client;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The forum as its operators see it. */
public final class AdminApi {

    private final Http http;

    AdminApi(Http http) {
        this.http = http;
    }

    public Statistics statistics() {
        return tryStatistics().as(Statistics.class);
    }

    public Answer tryStatistics() {
        return http.get("/api/admin/statistics");
    }

    public Report writeReport() {
        return tryWriteReport().as(Report.class);
    }

    public Answer tryWriteReport() {
        return http.post("/api/admin/reports?period=PT1H", http.fields());
    }

    public Report report(long id) {
        return tryReport(id).as(Report.class);
    }

    public Answer tryReport(long id) {
        return http.get("/api/admin/reports/" + id);
    }

    public List<Long> reports() {
        return http.get("/api/admin/reports").asList(Long.class);
    }

    /** Imports one message of each author into the room, and returns how many there were. */
    public int importMessages(String room, String... authors) {
        return tryImportMessages(room, authors)
                .successful()
                .json()
                .path("messages")
                .asInt();
    }

    public Answer tryImportMessages(String room, String... authors) {
        List<Map<String, String>> messages = Stream.of(authors)
                .map(author -> Map.of(
                        "author",
                        http.literals().outside(author),
                        "text",
                        "from " + author,
                        "postedAt",
                        "2020-02-29T12:00:00Z"))
                .toList();
        return http.post(
                "/api/admin/imports",
                http.fields().and("room", http.literals().outside(room)).and("messages", messages));
    }

    public int removeExpiredSessions() {
        return http.delete("/api/admin/sessions/expired")
                .successful()
                .json()
                .path("removed")
                .asInt();
    }

    /** Returns how many events of each kind the analytics have counted in a room. */
    public Map<String, Long> analyticsOf(String room) {
        Map<String, Long> counters = new TreeMap<>();
        http.get("/api/admin/analytics/rooms/" + http.literals().outside(room))
                .successful()
                .json()
                .forEachEntry((kind, amount) -> counters.put(kind, amount.asLong()));
        return counters;
    }

    public Throughput throughput() {
        return http.get("/api/admin/analytics/throughput").as(Throughput.class);
    }
}
