package io.isolario.agent.weave;

/** JDK releases in which hooked classes changed. */
final class JdkReleases {

    /** The first release with virtual threads, whose pools and threads are entered in other ways. */
    static final int LOOM = 21;

    private JdkReleases() {}
}
