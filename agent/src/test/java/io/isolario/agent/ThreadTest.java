package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ThreadTest extends InSandboxes {

    private final Gate gate = new Gate();

    @Test
    void aThreadRunsInTheSandboxThatStartedItAndCountsUntilItEnds() throws Exception {
        Thread thread = new Thread(() -> {
            gate.run();
            look();
        });

        runIn(ana, thread::start);
        gate.awaitReached();

        assertThat(ana.pendingWork()).singleElement().satisfies(unit -> assertThat(unit.runningOn())
                .contains(thread.getName()));
        gate.open();
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
        thread.join();
    }

    @Test
    void aThreadIsFollowedWhateverItsClassOverrides() throws Exception {
        Thread thread = new Thread() {
            @Override
            public void run() {
                look();
            }
        };

        runIn(ana, thread::start);

        assertThat(nextSeen()).containsSame(ana);
        ana.awaitQuiescence(SOON);
        thread.join();
    }

    @Test
    void aThreadCountsEvenIfItNeverAsksForItsSandboxOrFails() throws Exception {
        Thread thread = new Thread(() -> {
            gate.run();
            throw new IllegalStateException("on purpose");
        });
        thread.setUncaughtExceptionHandler((failed, failure) -> {});

        runIn(ana, thread::start);
        assertThat(ana.pendingWork()).hasSize(1);

        gate.open();
        ana.awaitQuiescence(SOON);
        thread.join();
    }

    @Test
    void aThreadStartedTwiceCountsOnce() throws Exception {
        Thread thread = new Thread(gate);
        runIn(ana, thread::start);

        assertThatThrownBy(() -> runIn(bob, thread::start)).isInstanceOf(IllegalThreadStateException.class);

        assertThat(bob.pendingWork()).isEmpty();
        assertThat(ana.pendingWork()).hasSize(1);
        gate.open();
        ana.awaitQuiescence(SOON);
        thread.join();
    }

    @Test
    void aThreadStartedOutsideStaysOutside() throws Exception {
        Thread thread = new Thread(this::look);

        thread.start();

        assertThat(nextSeen()).isEmpty();
        thread.join();
    }
}
