package io.isolario.core;

import org.jspecify.annotations.Nullable;

/** Makes messages comparable: the lengths of time in them differ from run to run. */
public final class Messages {

    private Messages() {}

    /** Returns the message with every length of time replaced by "#". */
    public static String of(Throwable failure) {
        return timeless(failure.getMessage());
    }

    /** Returns the text with every length of time replaced by "#". */
    public static String timeless(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\b(\\d+ ms|\\d+\\.\\d s)\\b", "#");
    }
}
