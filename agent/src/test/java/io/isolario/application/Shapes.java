package io.isolario.application;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Methods of all shapes, in a package that can be instrumented. */
public class Shapes {

    private int count;

    public long wide(long first, double second, int third, String fourth) {
        return first + (long) second + third + fourth.length();
    }

    public boolean flag(boolean value, char letter, byte small, short medium, float real) {
        return value && letter == 'a' && small + medium + real == 6;
    }

    public void nothing() {
        count++;
    }

    /** Begins with the head of a loop, and assigns to its argument. */
    public int loop(int rounds) {
        do {
            rounds--;
            count++;
        } while (rounds > 0);
        return count;
    }

    public String guarded(@Nullable Object value) throws IOException {
        try {
            if (value == null) {
                throw new IOException("no value");
            }
            value = value.toString().length();
            return "length " + value;
        } catch (IllegalStateException never) {
            return "never";
        } finally {
            count++;
        }
    }

    public synchronized int[] array(int[] numbers, String[][] names) {
        return new int[] {numbers.length, names.length};
    }

    public <T extends Comparable<T>> T larger(T one, T other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    public static int ofClass(int number) {
        return switch (number) {
            case 1 -> 10;
            case 2 -> 20;
            default -> throw new IllegalArgumentException("number " + number);
        };
    }
}
