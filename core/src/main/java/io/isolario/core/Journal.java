package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.internal.Durations;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What happened in a sandbox, in order: its life, requests, statements, work, mails.
 *
 * <p>It keeps the latest {@value #CAPACITY} entries, of {@value #CHARACTERS} characters together at most, and counts the older ones
 * that it dropped. A text of more than {@value #LONGEST_TEXT} characters is cut. Thread-safe.
 */
public final class Journal {

    /** The number of entries that a journal keeps. */
    public static final int CAPACITY = 10_000;

    /** The number of characters after which the text of an entry is cut. */
    public static final int LONGEST_TEXT = 10_000;

    /** The number of characters that the texts of all entries have together at most. */
    public static final int CHARACTERS = 4_000_000;

    private static final int UNOWNED_KEPT = 100;

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Deque<JournalEntry> entries = new ArrayDeque<>();

    @GuardedBy("lock")
    private final Map<JournalKind, Long> counts = new EnumMap<>(JournalKind.class);

    @GuardedBy("lock")
    private long nextNumber = 1;

    @GuardedBy("lock")
    private int characters;

    Journal() {}

    /** Adds an entry on behalf of the calling thread, at the current time. */
    public void add(JournalKind kind, String text) {
        String thread = Thread.currentThread().getName();
        String kept = text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT) + "… (" + text.length() + " characters)";
        lock.lock();
        try {
            // Under the lock, so that times rise with numbers.
            Instant now = Durations.realTime();
            characters += kept.length();
            while (entries.size() == CAPACITY || (characters > CHARACTERS && !entries.isEmpty())) {
                characters -= entries.removeFirst().text().length();
            }
            counts.merge(kind, 1L, Long::sum);
            entries.addLast(new JournalEntry(nextNumber++, now, kind, thread, kept));
        } finally {
            lock.unlock();
        }
    }

    /** Adds what work without a sandbox did; of many such entries only the first are kept, as they are the same to every sandbox. */
    void addUnowned(String text) {
        if (count(JournalKind.UNOWNED) < UNOWNED_KEPT) {
            add(JournalKind.UNOWNED, text);
        }
    }

    /** Returns the entries kept, oldest first, as a copy. */
    public List<JournalEntry> entries() {
        lock.lock();
        try {
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the entries of one kind, oldest first, as a copy. */
    public List<JournalEntry> entries(JournalKind kind) {
        return entries().stream().filter(entry -> entry.kind() == kind).toList();
    }

    /** Returns how many entries of one kind were ever added, kept or dropped. */
    public long count(JournalKind kind) {
        lock.lock();
        try {
            return counts.getOrDefault(kind, 0L);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many old entries were dropped to keep within {@link #CAPACITY}. */
    public long droppedEntries() {
        lock.lock();
        try {
            return nextNumber - 1 - entries.size();
        } finally {
            lock.unlock();
        }
    }
}
