package io.isolario.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void durationsReadAsMillisecondsBelowASecondAndAsSecondsAbove() {
        assertThat(Durations.describe(Duration.ZERO)).isEqualTo("0 ms");
        assertThat(Durations.describe(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Durations.describe(Duration.ofSeconds(1))).isEqualTo("1.0 s");
        assertThat(Durations.describe(Duration.ofMinutes(2))).isEqualTo("120.0 s");
    }

    @Test
    void nanosecondsOfALongDurationAreCapped() {
        assertThat(Durations.nanos(Duration.ofSeconds(1))).isEqualTo(1_000_000_000L);
        assertThat(Durations.nanos(ChronoUnit.FOREVER.getDuration())).isEqualTo(Long.MAX_VALUE);
    }
}
