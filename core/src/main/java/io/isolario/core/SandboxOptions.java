package io.isolario.core;

import java.time.Duration;
import java.util.Optional;

/** How a sandbox is opened; made by {@link #builder(String)}. Immutable. */
public final class SandboxOptions {

    /** How long an owner may keep a sandbox when nothing else is said: 120 s. */
    public static final Duration DEFAULT_OWNERSHIP_TIMEOUT = Duration.ofMinutes(2);

    /** How long a sandbox waits for its work when nothing else is said: 5 s. */
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(5);

    private final Owner owner;
    private final Optional<Isolation> isolation;
    private final Duration ownershipTimeout;
    private final Duration idleTimeout;
    private final Duration drainTimeout;
    private final Optional<Fixture> fixture;
    private final boolean arranging;
    private final Optional<Duration> reserving;

    private SandboxOptions(Builder builder) {
        this.owner = builder.owner;
        this.isolation = builder.isolation;
        this.ownershipTimeout = builder.ownershipTimeout;
        this.idleTimeout = builder.idleTimeout;
        this.drainTimeout = builder.drainTimeout;
        this.fixture = builder.fixture;
        this.arranging = builder.arranging;
        this.reserving = builder.reserving;
    }

    /**
     * Returns a builder for a sandbox whose owner is called {@code ownerLabel} in messages.
     *
     * @throws IllegalArgumentException if {@code ownerLabel} is blank
     */
    public static Builder builder(String ownerLabel) {
        return new Builder(new Owner(ownerLabel));
    }

    /** Returns who opens the sandbox. */
    public Owner owner() {
        return owner;
    }

    /** Returns the isolation asked for; empty for the default of the registry. */
    public Optional<Isolation> isolation() {
        return isolation;
    }

    /** Returns after what time the sandbox is ended although its owner has not closed it; zero for never. */
    public Duration ownershipTimeout() {
        return ownershipTimeout;
    }

    /** Returns after what time without use the sandbox is ended; zero for never. */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /** Returns how long {@link Sandbox#awaitQuiescence()} and the drain at the end wait for outstanding work; zero for not at all. */
    public Duration drainTimeout() {
        return drainTimeout;
    }

    /** Returns what the sandbox begins with instead of the bare baseline; empty for that. */
    public Optional<Fixture> fixture() {
        return fixture;
    }

    /** Returns whether what the sandbox does to data is for others to begin with. */
    public boolean arranging() {
        return arranging;
    }

    /** Returns how long opening waits for what there is only a limited number of; empty if that is taken when it is first used. */
    public Optional<Duration> reserving() {
        return reserving;
    }

    /** Collects options. Confined to one thread. */
    public static final class Builder {

        private final Owner owner;
        private Optional<Isolation> isolation = Optional.empty();
        private Duration ownershipTimeout = Debugger.isAttached() ? Duration.ZERO : DEFAULT_OWNERSHIP_TIMEOUT;
        private Duration idleTimeout = Duration.ZERO;
        private Duration drainTimeout = DEFAULT_DRAIN_TIMEOUT;
        private Optional<Fixture> fixture = Optional.empty();
        private boolean arranging;
        private Optional<Duration> reserving = Optional.empty();

        private Builder(Owner owner) {
            this.owner = owner;
        }

        /** Asks for an isolation instead of the registry's default. */
        public Builder isolation(Isolation value) {
            isolation = Optional.of(value);
            return this;
        }

        /**
         * Sets after what time the sandbox is ended although its owner has not closed it. The default is
         * {@link #DEFAULT_OWNERSHIP_TIMEOUT}, or never under a debugger.
         *
         * @param value zero for never
         * @throws IllegalArgumentException if {@code value} is negative
         */
        public Builder ownershipTimeout(Duration value) {
            ownershipTimeout = notNegative("ownership timeout", value);
            return this;
        }

        /**
         * Sets after what time without use ({@link ManagedSandbox#touch()}) the sandbox is ended. The default is never.
         *
         * @param value zero for never
         * @throws IllegalArgumentException if {@code value} is negative
         */
        public Builder idleTimeout(Duration value) {
            idleTimeout = notNegative("idle timeout", value);
            return this;
        }

        /**
         * Sets how long the sandbox waits for outstanding work. The default is {@link #DEFAULT_DRAIN_TIMEOUT}.
         *
         * @param value zero for not at all
         * @throws IllegalArgumentException if {@code value} is negative
         */
        public Builder drainTimeout(Duration value) {
            drainTimeout = notNegative("drain timeout", value);
            return this;
        }

        /** Lets the sandbox begin with what another one did to its data, which {@link Sandbox#reset()} returns to as well. */
        public Builder fixture(Fixture value) {
            fixture = Optional.of(value);
            return this;
        }

        /**
         * Says that what the sandbox does to data is for others to begin with, by {@link ManagedSandbox#fixture()}: its generated ids are then
         * lower than those that the others generate, as they would be in one database.
         */
        public Builder arranging() {
            arranging = true;
            return this;
        }

        /**
         * Lets opening take what there is only a limited number of, such as lanes, so that the opening thread waits for it, and is
         * refused when it cannot be had ({@link CapacityExceededException}). When not called, the sandbox takes it when it first needs it.
         *
         * @param patience how long to wait at most, zero for not at all
         * @throws IllegalArgumentException if {@code patience} is negative
         */
        public Builder reserving(Duration patience) {
            reserving = Optional.of(notNegative("patience", patience));
            return this;
        }

        /** Returns the options. */
        public SandboxOptions build() {
            return new SandboxOptions(this);
        }

        private Duration notNegative(String name, Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("The " + name + " of the sandbox of \"" + owner + "\" is negative: "
                        + value + ". Give zero for none.");
            }
            return value;
        }
    }
}
