package io.isolario.junit;

import java.time.Duration;

/** Where the progress of a run is shown. Confined to one thread at a time. */
interface ProgressOutput {

    /** Returns the time from one line to the next. */
    Duration period();

    /** Shows how far the run is. */
    void show(String line);

    /** Called when the run has ended; what was shown only for the time being goes. */
    void end();
}
