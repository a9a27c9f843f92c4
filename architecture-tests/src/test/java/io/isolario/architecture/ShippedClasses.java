package io.isolario.architecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.util.Set;
import java.util.stream.Collectors;

/** Where ArchUnit finds the main classes of all shipped modules. */
public final class ShippedClasses implements LocationProvider {

    /** Called by ArchUnit. */
    public ShippedClasses() {}

    @Override
    public Set<Location> get(Class<?> testClass) {
        return ShippedModule.compiled().stream()
                .map(module -> Location.of(module.classes()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
