package io.isolario.doubles;

import static io.isolario.doubles.InSandbox.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.isolario.core.Checkpoint;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockTest {

    private static final Instant NIGHT = Instant.parse("2031-05-01T23:30:00Z");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("ana");
    private final Clock ofApplication = Clock.systemUTC();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void replacedByAFixedOneIsSeenByAllThatAskAClock() throws Exception {
        sandbox.replace(Clock.class, Clock.fixed(NIGHT, ZoneOffset.UTC));

        try (Scope scope = sandbox.enter()) {
            assertThat(ofApplication.instant()).isEqualTo(NIGHT);
            assertThat(ofApplication.millis()).isEqualTo(NIGHT.toEpochMilli());
            assertThat(Clock.systemUTC().instant()).isEqualTo(NIGHT);
            assertThat(Instant.now()).isEqualTo(NIGHT);
            assertThat(LocalDateTime.now(ofApplication)).isEqualTo("2031-05-01T23:30");
            assertThat(LocalDate.now(ofApplication.withZone(TOKYO))).isEqualTo("2031-05-02");
        }
        assertThat(ofApplication.instant()).isCloseTo(realTime(), within(1, ChronoUnit.MINUTES));
        assertThat(Instant.now()).isCloseTo(realTime(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void replacedByAClockOfOnesOwnIsAskedEachTime() throws Exception {
        int[] asked = {0};
        Clock counting = new Clock() {
            @Override
            public ZoneId getZone() {
                return TOKYO;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                return NIGHT.plusSeconds(asked[0]++);
            }
        };

        sandbox.replace(Clock.class, counting);

        assertThat(call(sandbox, () -> Duration.between(Instant.now(), ofApplication.instant())))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void tellsRealTimeUntilItIsSet() throws Exception {
        assertThat(sandbox.clock().now()).isCloseTo(realTime(), within(1, ChronoUnit.MINUTES));
        assertThat(call(sandbox, ClockTest::now)).isCloseTo(realTime(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void standsStillAndIsAdvancedByTheTest() throws Exception {
        sandbox.clock().fix(NIGHT);

        assertThat(call(sandbox, ofApplication::instant)).isEqualTo(NIGHT);
        assertThat(call(sandbox, ClockTest::now)).isEqualTo(NIGHT);
        assertThat(call(sandbox, Clock.system(TOKYO)::millis)).isEqualTo(NIGHT.toEpochMilli());

        sandbox.clock().advance(Duration.ofHours(1));

        assertThat(call(sandbox, () -> LocalDateTime.now(ofApplication))).isEqualTo("2031-05-02T00:30");
        assertThat(sandbox.clock().now()).isEqualTo(NIGHT.plus(1, ChronoUnit.HOURS));
        assertThat(Instant.now()).isCloseTo(realTime(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void ticksFromWhereItIsSet() throws Exception {
        sandbox.clock().tickFrom(NIGHT);
        sandbox.clock().advance(Duration.ofDays(2));

        Instant first = call(sandbox, ClockTest::now);
        while (!call(sandbox, ClockTest::now).isAfter(first)) {
            Thread.onSpinWait();
        }

        assertThat(first).isCloseTo(NIGHT.plus(2, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void leavesZonesAndClocksThatDoNotAskTheSystem() throws Exception {
        Clock fixed = Clock.fixed(Instant.EPOCH, TOKYO);
        sandbox.clock().fix(NIGHT);

        try (Scope scope = sandbox.enter()) {
            assertThat(fixed.instant()).isEqualTo(Instant.EPOCH);
            assertThat(ZonedDateTime.now(TOKYO).toLocalDate()).isEqualTo("2031-05-02");
            assertThat(Clock.offset(ofApplication, Duration.ofHours(1)).instant())
                    .isEqualTo(NIGHT.plus(1, ChronoUnit.HOURS));
            assertThat(Clock.tickMinutes(ZoneOffset.UTC).instant()).isEqualTo(NIGHT);
            assertThat(Instant.ofEpochMilli(System.currentTimeMillis())).isBefore(NIGHT);
        }
    }

    @Test
    void leavesZonesAlsoWhenAnotherSandboxHasReplacedAllClocks() throws Exception {
        shop.open("bob").replace(Clock.class, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        sandbox.clock().fix(NIGHT);

        assertThat(call(sandbox, () -> LocalDateTime.now(Clock.system(TOKYO)))).isEqualTo("2031-05-02T08:30");
    }

    @Test
    void isRealAgainAfterReset() throws Exception {
        sandbox.clock().fix(NIGHT);

        sandbox.clock().reset();

        assertThat(call(sandbox, ClockTest::now)).isCloseTo(realTime(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void tellsWhatItToldAtTheCheckpointThatIsGoneBackTo() throws Exception {
        sandbox.clock().fix(NIGHT);
        Checkpoint checkpoint = sandbox.checkpoint();
        sandbox.clock().advance(Duration.ofHours(1));

        checkpoint.restore();

        assertThat(call(sandbox, ClockTest::now)).isEqualTo(NIGHT);
        assertThat(sandbox.clock().now()).isEqualTo(NIGHT);
    }

    @Test
    void isRealAgainBackAtACheckpointAtWhichItWas() throws Exception {
        Checkpoint checkpoint = sandbox.checkpoint();
        sandbox.clock().fix(NIGHT);

        checkpoint.restore();

        assertThat(call(sandbox, ClockTest::now)).isCloseTo(realTime(), within(1, ChronoUnit.MINUTES));
        assertThat(sandbox.clock().now()).isCloseTo(realTime(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void isRealInTheJournal() throws Exception {
        sandbox.clock().fix(NIGHT);

        call(sandbox, () -> {
            sandbox.noteFailure(new IllegalStateException("seen at night"));
            return "";
        });

        assertThat(sandbox.journal().entries())
                .allSatisfy(entry -> assertThat(entry.at()).isBefore(NIGHT));
    }

    private static Instant now() {
        return Instant.now();
    }

    private static Instant realTime() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }
}
