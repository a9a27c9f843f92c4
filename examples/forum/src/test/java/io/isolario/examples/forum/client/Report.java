package io.isolario.examples.forum.client;

import java.util.List;

public record Report(long id, long messages, long authors, List<Line> rooms) {

    public record Line(String room, long messages) {}
}
