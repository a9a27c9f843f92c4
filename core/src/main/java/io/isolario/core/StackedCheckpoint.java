package io.isolario.core;

/** A checkpoint: a number for messages, and what every resource remembers of its state. Told apart by identity. */
final class StackedCheckpoint implements Checkpoint {

    private final CheckpointStack stack;
    private final int number;
    private final SessionMarks marks;

    StackedCheckpoint(CheckpointStack stack, int number, SessionMarks marks) {
        this.stack = stack;
        this.number = number;
        this.marks = marks;
    }

    SessionMarks marks() {
        return marks;
    }

    @Override
    public void restore() {
        stack.restore(this);
    }

    @Override
    public void close() {
        stack.close(this);
    }

    @Override
    public String toString() {
        return "checkpoint " + number;
    }
}
