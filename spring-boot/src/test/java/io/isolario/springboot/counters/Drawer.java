package io.isolario.springboot.counters;

/** Uses a counter from its first moment on. */
public class Drawer {

    private final Counter counter;
    private final String label;

    Drawer(Counter counter, String label) {
        this.counter = counter;
        this.label = label;
    }

    void open() {
        counter.add(100);
    }

    void shut() {
        counter.add(-100);
    }

    public String describe() {
        return label + " " + counter.value();
    }
}
