package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The checkpoints of one sandbox, the newest first; one thread at a time takes one or goes back. */
final class CheckpointStack {

    private final DefaultSandbox sandbox;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Deque<StackedCheckpoint> open = new ArrayDeque<>();

    @GuardedBy("lock")
    private int taken;

    CheckpointStack(DefaultSandbox sandbox) {
        this.sandbox = sandbox;
    }

    Checkpoint take() {
        lock.lock();
        try {
            prepare("take a checkpoint");
            StackedCheckpoint checkpoint =
                    new StackedCheckpoint(this, ++taken, sandbox.sessions().mark(sandbox));
            open.push(checkpoint);
            sandbox.journal().add(JournalKind.LIFECYCLE, checkpoint + " taken");
            return checkpoint;
        } finally {
            lock.unlock();
        }
    }

    /** Goes back to the newest checkpoint; without one, to the beginning. */
    void reset() {
        lock.lock();
        try {
            StackedCheckpoint newest = open.peek();
            if (newest != null) {
                restore(newest);
                return;
            }
            prepare("reset it");
            sandbox.sessions().reset(sandbox);
            sandbox.journal().add(JournalKind.LIFECYCLE, "reset");
        } finally {
            lock.unlock();
        }
    }

    void restore(StackedCheckpoint checkpoint) {
        lock.lock();
        try {
            prepare("go back to " + checkpoint);
            if (!open.contains(checkpoint)) {
                throw new IllegalStateException(checkpoint + " of sandbox " + sandbox
                        + " was given up: it was closed, or an older one was gone back to. Open are, newest first: "
                        + open + ". Take a new one with sandbox.checkpoint().");
            }
            dropThoseAfter(checkpoint);
            SessionSet.orThrow(checkpoint.marks().restore(), "could not go back to " + checkpoint, sandbox);
            sandbox.journal().add(JournalKind.LIFECYCLE, "back to " + checkpoint);
        } finally {
            lock.unlock();
        }
    }

    void close(StackedCheckpoint checkpoint) {
        lock.lock();
        try {
            if (sandbox.endedRecord() != null || !open.contains(checkpoint)) {
                return;
            }
            prepare("close " + checkpoint);
            dropThoseAfter(checkpoint);
            open.remove(checkpoint);
            SessionSet.orThrow(checkpoint.marks().undo(), "could not go back to " + checkpoint, sandbox);
            sandbox.journal().add(JournalKind.LIFECYCLE, "back to " + checkpoint + ", which was given up");
        } finally {
            lock.unlock();
        }
    }

    private void prepare(String action) {
        sandbox.requireUsable(action);
        sandbox.awaitQuiescence();
    }

    @GuardedBy("lock")
    @SuppressWarnings("ReferenceEquality") // A checkpoint is itself and nothing else.
    private void dropThoseAfter(StackedCheckpoint checkpoint) {
        @Nullable StackedCheckpoint newest = open.peek();
        while (newest != null && newest != checkpoint) {
            open.pop();
            newest = open.peek();
        }
    }
}
