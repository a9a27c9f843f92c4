package io.isolario.springboot.orders;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

@Service
public class Orders {

    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

    private final ApplicationEventPublisher events;
    private final ObservationRegistry observations;
    private final OrderLimits limits;
    private final Environment environment;

    Orders(
            ApplicationEventPublisher events,
            ObservationRegistry observations,
            OrderLimits limits,
            Environment environment) {
        this.events = events;
        this.observations = observations;
        this.limits = limits;
        this.environment = environment;
    }

    public void place(String what) {
        LOG.info("placing {}", what);
        Observation.createNotStarted("order.placed", observations)
                .highCardinalityKeyValue("what", what)
                .observe(() -> events.publishEvent(new OrderPlaced(what)));
    }

    @Async
    public void placeLater(String what) {
        place(what);
    }

    public void fail(String what) {
        LOG.error("cannot place {}", what, new IllegalStateException("sold out"));
    }

    public int mostAtOnce() {
        return limits.mostAtOnce();
    }

    public String chatFlag() {
        return environment.getProperty("orders.features.chat-enabled", "off");
    }
}
