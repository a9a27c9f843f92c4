package io.isolario.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TortureRunTest {

    private final AtomicLong nanoTime = new AtomicLong(5);

    private TortureSettings settings(Map<String, String> properties) {
        return TortureSettings.of(properties::get, nanoTime::get);
    }

    private TortureRun begin(Map<String, String> properties) {
        return settings(properties).begin(Torture.DOUBLES, 10, 100);
    }

    @Test
    void sharesAddUpToTheBudget() {
        assertThat(Stream.of(Torture.values())
                        .mapToInt(Torture::percentOfAllRuns)
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void endsWhenItsShareOfTheBudgetIsOver() {
        TortureRun run = begin(Map.of("isolario.torture.budget", "2.5"));

        assertThat(run.goesOn(50)).isTrue();
        nanoTime.addAndGet(Duration.ofSeconds(12).toNanos());

        assertThat(run.goesOn(50)).isFalse();
    }

    @Test
    void doesTheLeastHoweverSmallTheBudgetIs() {
        TortureRun run = begin(Map.of("isolario.torture.budget", "0"));

        assertThat(run.goesOn(9)).isTrue();
        assertThat(run.goesOn(10)).isFalse();
    }

    @Test
    void endsAtItsFullSizeHoweverLargeTheBudgetIs() {
        TortureRun run = begin(Map.of("isolario.torture.budget", "1000"));

        assertThat(run.goesOn(99)).isTrue();
        assertThat(run.goesOn(100)).isFalse();
    }

    @Test
    void hasItsFullSizeWithoutABudget() {
        TortureRun run = begin(Map.of("isolario.torture.full", "true", "isolario.torture.budget", "1"));
        nanoTime.addAndGet(Duration.ofDays(1).toNanos());

        assertThat(run.goesOn(99)).isTrue();
        assertThat(run.goesOn(100)).isFalse();
        assertThat(run.least()).isEqualTo(100);
    }

    @Test
    void hasTheSeedThatIsGivenOrANewOne() {
        assertThat(begin(Map.of("isolario.torture.seed", "4711")).seed()).isEqualTo(4711);
        assertThat(begin(Map.of()).seed())
                .isNotNegative()
                .isNotEqualTo(begin(Map.of()).seed());
    }

    @Test
    void saysWhatRepeatsIt() {
        assertThat(begin(Map.of("isolario.torture.seed", "4711")))
                .hasToString("DOUBLES: 28.8 s, of 100 at least 10; repeated by -Disolario.torture.seed=4711");
        assertThat(begin(Map.of("isolario.torture.seed", "4711", "isolario.torture.full", "true")))
                .hasToString("DOUBLES: all of 100; repeated by -Disolario.torture.seed=4711");
    }
}
