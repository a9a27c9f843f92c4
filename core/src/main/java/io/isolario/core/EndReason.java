package io.isolario.core;

/** Why a sandbox ended. */
public enum EndReason {
    /** Its owner closed it. */
    CLOSED("closed by its owner"),
    /** Its owner kept it for longer than {@link SandboxOptions#ownershipTimeout()}. */
    OWNERSHIP_TIMEOUT("ended by the ownership timeout"),
    /** Nobody used it for longer than {@link SandboxOptions#idleTimeout()}. */
    IDLE_TIMEOUT("ended by the idle timeout"),
    /** Its registry was closed, usually because the application stopped. */
    REGISTRY_CLOSED("ended because its registry closed");

    private final String phrase;

    EndReason(String phrase) {
        this.phrase = phrase;
    }

    /** Returns the reason as it reads in a sentence, for example "closed by its owner". */
    public String phrase() {
        return phrase;
    }
}
