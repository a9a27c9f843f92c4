package io.isolario.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.JournalEntry;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.FidelityRow.Case;
import io.isolario.jdbc.FidelityRow.Expectation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every program of the {@link FidelityCatalogue} with real commits, in a lane and in TRANSACTION isolation: the last sees what
 * the first sees, or is refused with the message in full.
 */
class FidelityTest {

    private static final String RESET = "drop schema public cascade; create schema public; ";
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(8);
    private static HikariDataSource plain;
    private static HikariDataSource pool;
    private static HikariDataSource secondPool;
    private static SandboxDataSource first;
    private static SandboxDataSource second;
    private static SandboxRegistry registry;

    /** How a program went. */
    private record Outcome(List<String> seen, @Nullable Exception failure, String sandbox, List<String> journal) {}

    @BeforeAll
    static void start() throws SQLException {
        plain = TestPools.postgres("fidelity_plain", 8);
        pool = TestPools.postgres("fidelity", 8);
        secondPool = TestPools.postgres("fidelity", 8);
        TestPools.execute(pool, RESET + FidelitySchema.DDL);
        first = wrap("first", pool);
        second = wrap("second", secondPool);
        registry = SandboxRegistry.builder("fidelity")
                .resource(first.resource())
                .resource(second.resource())
                .build();
    }

    private static SandboxDataSource wrap(String name, HikariDataSource wrapped) {
        return SandboxDataSource.builder(name, wrapped)
                .longestWait(Duration.ofMillis(700))
                .build();
    }

    @AfterAll
    static void stop() {
        registry.close();
        plain.close();
        pool.close();
        secondPool.close();
        THREADS.shutdownNow();
    }

    static List<Arguments> cases() {
        return FidelityCatalogue.ROWS.stream()
                .flatMap(row ->
                        row.cases().stream().map(each -> Arguments.of(row.number(), row.caveat(), each.name(), each)))
                .toList();
    }

    @ParameterizedTest(name = "row {0}: {1}: {2}")
    @MethodSource("cases")
    void isIdenticalOrRefused(int row, String caveat, String name, Case program) throws SQLException {
        // No program is to find what an earlier one left in a session.
        plain.getHikariPoolMXBean().softEvictConnections();
        TestPools.execute(plain, RESET + FidelitySchema.DDL);
        Outcome real = run(FidelityStage.plain(plain, THREADS), program);
        Outcome lane = run(new FidelityStage(first, second, THREADS, registry, Isolation.DATABASE), program);
        Outcome virtual = run(new FidelityStage(first, second, THREADS, registry, Isolation.TRANSACTION), program);

        if (program.expectation() instanceof Expectation.FailedInSandboxes expected) {
            assertThat(real.failure()).as("with real commits").isNull();
            assertFailure(lane, expected.pattern());
            assertFailure(virtual, expected.pattern());
            return;
        }
        assertThat(lane.seen()).as("in a lane, as with real commits").isEqualTo(real.seen());
        if (program.expectation() instanceof Expectation.Same) {
            assertThat(virtual.seen())
                    .as("in a transaction, as with real commits")
                    .isEqualTo(real.seen());
        } else if (program.expectation() instanceof Expectation.Refused expected) {
            assertThat(virtual.failure())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"))
                    .hasMessage(expected.what() + " was refused in sandbox " + virtual.sandbox() + ": " + expected.why()
                            + " In TRANSACTION isolation a sandbox is one transaction on one connection. Ways out: "
                            + "@Sandboxed(isolation = DATABASE), or SandboxOptions.isolation(DATABASE), which has real commits "
                            + "and as many connections as you like.");
        } else if (program.expectation() instanceof Expectation.FailedWith expected) {
            assertFailure(virtual, expected.pattern());
        } else if (program.expectation() instanceof Expectation.Told expected) {
            Pattern entry = Pattern.compile(Pattern.quote(expected.entry()).replace("%", "\\E\\d+\\Q"));
            assertThat(virtual.journal()).anyMatch(entry.asMatchPredicate());
        }
    }

    private static void assertFailure(Outcome outcome, String pattern) {
        assertThat(outcome.failure()).isNotNull();
        assertThat(String.valueOf(Objects.requireNonNull(outcome.failure()).getMessage()))
                .matches(pattern.replace("SANDBOX", Pattern.quote(outcome.sandbox())));
    }

    private static Outcome run(FidelityStage stage, Case program) {
        Exception failure;
        try (stage) {
            failure = stage.run(program.program());
        }
        Sandbox sandbox = stage.sandbox();
        List<String> journal = new ArrayList<>();
        if (sandbox != null) {
            sandbox.journal().entries().stream().map(JournalEntry::text).forEach(journal::add);
        }
        return new Outcome(stage.seen(), failure, String.valueOf(sandbox), journal);
    }

    @Test
    void everyRowHasAProgram() {
        assertThat(FidelityCatalogue.ROWS.stream().map(FidelityRow::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, FidelityCatalogue.ROWS.size())
                        .boxed()
                        .toList());
        assertThat(FidelityCatalogue.ROWS).hasSizeGreaterThanOrEqualTo(27).allSatisfy(row -> assertThat(row.cases())
                .isNotEmpty());
    }
}
