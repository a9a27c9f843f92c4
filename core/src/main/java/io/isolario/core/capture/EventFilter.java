package io.isolario.core.capture;

import java.util.function.Predicate;

/**
 * Selects arrivals in a sandbox.
 *
 * @param noun what one of these is called in messages
 * @param conditions what these fulfil, in words; empty for all of the type
 */
record EventFilter<E>(Class<E> type, String noun, String conditions, Predicate<? super E> condition) {

    static <E> EventFilter<E> ofType(Class<E> type) {
        return ofType(type, type.getSimpleName());
    }

    static <E> EventFilter<E> ofType(Class<E> type, String noun) {
        return new EventFilter<>(type, noun, "", any -> true);
    }

    EventFilter<E> and(String description, Predicate<? super E> another) {
        String words = conditions.isEmpty() ? " that " + description : conditions + " and " + description;
        return new EventFilter<>(type, noun, words, each -> condition.test(each) && another.test(each));
    }

    boolean includes(Object arrival) {
        return type.isInstance(arrival) && condition.test(type.cast(arrival));
    }

    /** Returns whether an arrival is of the type, whatever the conditions say. */
    boolean isOfType(Object arrival) {
        return type.isInstance(arrival);
    }

    @Override
    public String toString() {
        return noun + conditions;
    }
}
