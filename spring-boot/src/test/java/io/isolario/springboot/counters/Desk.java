package io.isolario.springboot.counters;

import org.springframework.context.ApplicationEventPublisher;

/** Uses the others, as beans do; it is never scoped itself. */
public class Desk {

    private final Counter counter;
    private final ApplicationEventPublisher events;

    Desk(Counter counter, ApplicationEventPublisher events) {
        this.counter = counter;
        this.events = events;
    }

    public int add(int by) {
        return counter.add(by);
    }

    public void publish(Object event) {
        events.publishEvent(event);
    }

    public int value() {
        return counter.value();
    }
}
