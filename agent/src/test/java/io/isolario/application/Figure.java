package io.isolario.application;

/** A type that is covered while one of its classes is being loaded. */
public interface Figure {

    int corners();
}
