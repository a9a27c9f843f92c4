package io.isolario.springboot.counters;

import io.isolario.core.Sandbox;

/** Can be made outside every sandbox only. */
public class Broken {

    public Broken() {
        if (Sandbox.current().isPresent()) {
            throw new IllegalStateException("There is one already.");
        }
    }
}
