package io.isolario.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Isolation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

class SuiteSummaryTest {

    private final SuiteSummary summary = new SuiteSummary();
    private final CapturesContext captured = new CapturesContext();

    @RegisterExtension
    final BeforeEachCallback capture = captured;

    private static final class CapturesContext implements BeforeEachCallback {

        private Optional<ExtensionContext> context = Optional.empty();

        @Override
        public void beforeEach(ExtensionContext current) {
            context = Optional.of(current);
        }
    }

    private void runs(SuiteSummary.Run... testsAtOnce) {
        for (SuiteSummary.Run test : testsAtOnce) {
            test.isATest(captured.context.orElseThrow(), Isolation.DATABASE);
        }
        for (SuiteSummary.Run test : testsAtOnce) {
            test.close();
        }
    }

    @Test
    void countsTestsAndHowManyRanAtOnce() {
        summary.sessionOpened();
        runs(summary.opened(), summary.opened());
        runs(summary.opened());

        SuiteReport report = summary.sessionClosed().orElseThrow();

        assertThat(report.tests()).isEqualTo(3);
        assertThat(report.highestAtOnce()).isEqualTo(2);
        assertThat(report.wall()).isPositive();
        assertThat(report.concurrency().test()).isEqualTo("SuiteSummaryTest > countsTestsAndHowManyRanAtOnce()");
    }

    @Test
    void showsTheProgressOfOneRunAtATime() {
        assertThat(summary.beginsProgress()).isTrue();
        assertThat(summary.beginsProgress()).isFalse();

        summary.endsProgress();

        assertThat(summary.beginsProgress()).isTrue();
    }

    @Test
    void doesNotCountATestThatWasSkipped() {
        summary.sessionOpened();
        summary.opened().close();

        assertThat(summary.sessionClosed()).isEmpty();
    }

    @Test
    void reportsAtTheEndOfTheOutermostSessionAndStartsAnew() {
        summary.sessionOpened();
        summary.sessionOpened();
        runs(summary.opened());

        assertThat(summary.sessionClosed()).isEmpty();
        assertThat(summary.sessionClosed()).isPresent();

        summary.sessionOpened();
        assertThat(summary.sessionClosed()).isEmpty();
    }
}
