package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxFailedError;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.event.LogEntry;
import io.isolario.core.event.LogLevel;
import io.isolario.springboot.orders.OrderPlaced;
import io.isolario.springboot.orders.Orders;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Each sees its own log and its own events only. Apart from other classes: these start applications, and while Boot configures the
 * log for one, nobody gets a line.
 */
@Isolated
@OrdersTest
class ObservedOrdersTest {

    @Autowired
    Orders orders;

    @RepeatedTest(20)
    void seesTheEventsAndLinesOfOtherThreads(ManagedSandbox sandbox) {
        orders.placeLater("book");

        assertThat(sandbox.events(OrderPlaced.class).awaitOne()).isEqualTo(new OrderPlaced("book"));
        LogEntry line = sandbox.logs().containing("placing").awaitOne();
        assertThat(line.message()).isEqualTo("placing book");
        assertThat(line.thread()).isNotEqualTo(Thread.currentThread().getName());
        assertThat(sandbox.events(OrderPlaced.class).all()).hasSize(1);
    }

    @RepeatedTest(20)
    void seesNothingOfOthers(ManagedSandbox sandbox) {
        sandbox.events(OrderPlaced.class).none();
        sandbox.logs().from(Orders.class).none();
    }

    @Test
    void seesObservationsWhenTheyHaveStopped(ManagedSandbox sandbox) {
        orders.place("book");

        Observation.Context placed = sandbox.events(Observation.Context.class)
                .matching("is order.placed", context -> "order.placed".equals(context.getName()))
                .awaitOne();
        assertThat(placed.getHighCardinalityKeyValues()).contains(KeyValue.of("what", "book"));
    }

    @Test
    void seesEventsOfSpringAsTheyAre(ManagedSandbox sandbox, @Autowired ApplicationEventPublisher events) {
        Object source = new Object();
        events.publishEvent(new org.springframework.context.ApplicationEvent(source) {
            private static final long serialVersionUID = 1L;
        });

        assertThat(sandbox.events(org.springframework.context.ApplicationEvent.class)
                        .single()
                        .getSource())
                .isSameAs(source);
    }

    @Test
    void isFineWithAnErrorThatItExpects(ManagedSandbox sandbox) {
        sandbox.logs().expectError("sold out");

        orders.fail("book");

        assertThat(sandbox.logs().atLeast(LogLevel.ERROR).single().message()).isEqualTo("cannot place book");
    }

    @Test
    void failsForAnErrorThatItDoesNotExpect(@Autowired SandboxRegistry registry) {
        ManagedSandbox another = registry.open(SandboxOptions.builder("another").build());
        try (Scope scope = another.enter()) {
            orders.fail("book");
        }

        assertThatExceptionOfType(SandboxFailedError.class)
                .isThrownBy(another::close)
                .withMessageContaining("A line that nobody expected was logged at ERROR or above")
                .withMessageContaining("cannot place book (java.lang.IllegalStateException: sold out)");
    }

    @Test
    void tellsWhatCameInstead(ManagedSandbox sandbox) {
        orders.place("pen");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.events(OrderPlaced.class)
                        .matching("is a book", placed -> placed.what().equals("book"))
                        .awaitOne(Duration.ofMillis(10)))
                .withMessageContaining("Of that type, but others:\n- OrderPlaced[what=pen]");
    }
}
