package io.isolario.junit;

import io.isolario.core.Isolation;
import io.isolario.core.SandboxOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The attributes of {@link Sandboxed} that go for one test: those of its method first, then those of its class. */
record SandboxAttributes(String owner, List<Sandboxed> strongestFirst) {

    static SandboxAttributes of(ExtensionContext test) {
        Stream<Optional<Sandboxed>> ofMethod =
                Stream.of(AnnotationSupport.findAnnotation(test.getTestMethod(), Sandboxed.class));
        Stream<Optional<Sandboxed>> ofClasses = Stream.iterate(
                        Optional.of(test), Optional::isPresent, at -> at.flatMap(ExtensionContext::getParent))
                .flatMap(Optional::stream)
                .map(ExtensionContext::getTestClass)
                .distinct()
                .map(type -> AnnotationSupport.findAnnotation(type, Sandboxed.class));
        return new SandboxAttributes(
                OwnerLabel.of(test),
                Stream.concat(ofMethod, ofClasses).flatMap(Optional::stream).toList());
    }

    SandboxOptions.Builder options() {
        return options(owner);
    }

    /** Returns the same options for another owner. */
    SandboxOptions.Builder options(String label) {
        SandboxOptions.Builder options = SandboxOptions.builder(label);
        isolation().ifPresent(options::isolation);
        firstSet(strongestFirst.stream().map(Sandboxed::ownershipTimeoutSeconds))
                .map(Duration::ofSeconds)
                .ifPresent(options::ownershipTimeout);
        firstSet(strongestFirst.stream().map(Sandboxed::drainTimeoutMillis))
                .map(Duration::ofMillis)
                .ifPresent(options::drainTimeout);
        return options;
    }

    private static Optional<Long> firstSet(Stream<Long> values) {
        return values.filter(value -> value >= 0).findFirst();
    }

    Optional<Isolation> isolation() {
        Optional<List<Isolation>> given = strongestFirst.stream()
                .map(each -> List.of(each.isolation()))
                .filter(values -> !values.isEmpty())
                .findFirst();
        given.filter(values -> values.size() > 1).ifPresent(values -> {
            throw new ExtensionConfigurationException(
                    "@Sandboxed of \"" + owner + "\" has " + values.size() + " isolations: " + values
                            + ". A sandbox has one: give one, or none for the default of the registry.");
        });
        return given.map(values -> values.get(0));
    }
}
