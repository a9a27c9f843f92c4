package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalTest {

    private final Journal journal = new Journal();

    @Test
    void journalKeepsEntriesInOrder() throws Exception {
        journal.add(JournalKind.REQUEST, "POST /accounts");
        OtherThread.run("mailer", () -> journal.add(JournalKind.MAIL, "to ana"));
        journal.add(JournalKind.REQUEST, "GET /accounts");

        assertThat(journal.entries())
                .extracting(JournalEntry::number, JournalEntry::thread, JournalEntry::text)
                .containsExactly(
                        entry(1, Thread.currentThread().getName(), "POST /accounts"),
                        entry(2, "mailer", "to ana"),
                        entry(3, Thread.currentThread().getName(), "GET /accounts"));
        assertThat(journal.entries(JournalKind.REQUEST))
                .extracting(JournalEntry::text)
                .containsExactly("POST /accounts", "GET /accounts");
        assertThat(journal.droppedEntries()).isZero();
    }

    @Test
    void journalReturnsACopy() {
        List<JournalEntry> before = journal.entries();

        journal.add(JournalKind.LOG, "later");

        assertThat(before).isEmpty();
    }

    @Test
    void journalDropsTheOldestEntriesBeyondItsCapacityAndCountsThem() {
        for (int i = 1; i <= Journal.CAPACITY + 3; i++) {
            journal.add(JournalKind.SQL, "statement " + i);
        }

        assertThat(journal.entries()).hasSize(10_000);
        assertThat(journal.entries().get(0).text()).isEqualTo("statement 4");
        assertThat(journal.entries()).last().extracting(JournalEntry::number).isEqualTo(10_003L);
        assertThat(journal.droppedEntries()).isEqualTo(3);
    }

    @Test
    void journalCountsDroppedEntriesOfAKindToo() {
        journal.add(JournalKind.MAIL, "to ana");
        for (int i = 0; i < Journal.CAPACITY; i++) {
            journal.add(JournalKind.SQL, "select 1");
        }

        assertThat(journal.entries(JournalKind.MAIL)).isEmpty();
        assertThat(journal.count(JournalKind.MAIL)).isEqualTo(1);
        assertThat(journal.count(JournalKind.SQL)).isEqualTo(Journal.CAPACITY);
        assertThat(journal.count(JournalKind.LOG)).isZero();
    }

    @Test
    void concurrentEntriesAreNumberedWithoutGapsAndInTheOrderOfTime() throws Exception {
        long threads = 8;
        int each = 500;
        ExecutorService pool = Executors.newFixedThreadPool((int) threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> adders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            adders.add(pool.submit(() -> {
                start.await();
                for (int i = 0; i < each; i++) {
                    journal.add(JournalKind.WORK, "unit");
                }
                return true;
            }));
        }

        start.countDown();
        for (Future<?> adder : adders) {
            adder.get(10, TimeUnit.SECONDS);
        }
        pool.shutdown();

        assertThat(journal.entries())
                .extracting(JournalEntry::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, threads * each).boxed().toList());
        assertThat(journal.entries()).isSortedAccordingTo(Comparator.comparing(JournalEntry::at));
    }

    private static org.assertj.core.groups.Tuple entry(long number, String thread, String text) {
        return org.assertj.core.groups.Tuple.tuple(number, thread, text);
    }

    @Test
    void keepsLongTextsWithinItsBounds() {
        Journal journal = new Journal();
        String statement = "x".repeat(1_000_000);

        for (int i = 0; i < 1000; i++) {
            journal.add(JournalKind.SQL, statement);
        }

        assertThat(journal.entries()).hasSizeBetween(100, Journal.CHARACTERS / Journal.LONGEST_TEXT);
        assertThat(journal.entries().get(0).text()).endsWith("x… (1000000 characters)");
        assertThat(journal.entries().stream()
                        .mapToInt(entry -> entry.text().length())
                        .sum())
                .isLessThanOrEqualTo(Journal.CHARACTERS);
        assertThat(journal.count(JournalKind.SQL)).isEqualTo(1000);
        assertThat(journal.droppedEntries()).isEqualTo(1000 - journal.entries().size());
    }
}
