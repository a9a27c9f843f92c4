package io.isolario.core;

/**
 * Who opened a sandbox: the display name of a test, or the label of a remote client.
 *
 * @param label the text that stands for the owner in every message; not blank
 */
public record Owner(String label) {

    /**
     * Checks the label.
     *
     * @throws IllegalArgumentException if {@code label} is blank
     */
    public Owner {
        if (label.isBlank()) {
            throw new IllegalArgumentException("The label of a sandbox's owner is blank. "
                    + "Give the name of the test, or of the client that opens the sandbox.");
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
