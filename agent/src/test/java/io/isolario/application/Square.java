package io.isolario.application;

/** Loaded by a class loader that can be blocked. */
public class Square implements Figure {

    /** Returns a square; called by reflection. */
    public Square() {}

    @Override
    public int corners() {
        return 4;
    }
}
