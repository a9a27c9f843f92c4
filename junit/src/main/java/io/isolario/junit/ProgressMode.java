package io.isolario.junit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** When the progress of a run is shown. */
enum ProgressMode {
    /** From the first sandboxed test on. */
    AUTO,
    ON,
    OFF;

    private static final String PROPERTY = "isolario.progress";

    static ProgressMode of(UserSettings user) {
        return user.find(PROPERTY).map(ProgressMode::parse).orElse(AUTO);
    }

    private static ProgressMode parse(UserSettings.Setting setting) {
        Optional<ProgressMode> named = Stream.of(values())
                .filter(mode -> mode.name().equals(setting.value().toUpperCase(Locale.ROOT)))
                .findFirst();
        return named.orElseThrow(() -> new IllegalArgumentException(PROPERTY + " is \"" + setting.value() + "\" in "
                + setting.origin() + ". Set it to auto, on or off, or leave it out."));
    }
}
