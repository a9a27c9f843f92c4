package io.isolario.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Names a test for messages: its classes from the outermost on, its method, and the invocation if there are several. */
final class OwnerLabel {

    private OwnerLabel() {}

    static String of(ExtensionContext test) {
        Deque<String> parts = new ArrayDeque<>();
        for (Optional<ExtensionContext> at = Optional.of(test);
                at.isPresent() && at.get().getElement().isPresent();
                at = at.get().getParent()) {
            parts.addFirst(part(at.get()));
        }
        return String.join(" > ", parts);
    }

    private static String part(ExtensionContext context) {
        Optional<Class<?>> ofParent = context.getParent().flatMap(ExtensionContext::getTestClass);
        boolean firstOfItsClass = context.getTestMethod().isEmpty() && !ofParent.equals(context.getTestClass());
        return firstOfItsClass ? context.getRequiredTestClass().getSimpleName() : context.getDisplayName();
    }
}
