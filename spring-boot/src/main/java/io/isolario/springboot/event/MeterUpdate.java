package io.isolario.springboot.event;

import java.util.Map;

/**
 * What the application told one of its meters, an event of the sandbox: {@code sandbox.events(MeterUpdate.class)}.
 *
 * @param name of the meter, after the filters of the application
 * @param tags of the meter, after the filters of the application
 * @param amount by which a counter was increased; what a distribution summary recorded; for a timer what it recorded, in seconds
 */
public record MeterUpdate(String name, Map<String, String> tags, double amount) {

    /** Takes a copy of the tags. */
    public MeterUpdate {
        tags = Map.copyOf(tags);
    }
}
