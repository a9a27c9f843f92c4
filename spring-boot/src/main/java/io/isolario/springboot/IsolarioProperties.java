package io.isolario.springboot;

import io.isolario.core.Isolation;
import io.isolario.core.UnownedWork;
import io.isolario.core.event.LogLevel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be configured for an application context. What is null has the default of the module that it is for.
 *
 * @param enabled whether there are sandboxes at all; set for test classes with {@code @Sandboxed}
 * @param unownedWork what work without a sandbox may do from the first sandbox on
 * @param isolation the isolation of sandboxes that ask for none
 * @param accept names of beans for data stores that no sandbox isolates, and that the tests bear with
 * @param http the HTTP API of sandboxes
 * @param phoenix the endpoint for clients of Phoenix' sandbox
 * @param logs what each sandbox has of the log
 */
@ConfigurationProperties("isolario")
public record IsolarioProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("FAIL") UnownedWork unownedWork,
        @Nullable Isolation isolation,
        @DefaultValue List<String> accept,
        @DefaultValue Http http,
        @DefaultValue Phoenix phoenix,
        @DefaultValue Logs logs) {

    /**
     * The log.
     *
     * @param failOn from which level on a line that no test expected fails the test
     */
    public record Logs(@DefaultValue("ERROR") LogLevel failOn) {}

    /**
     * The HTTP API.
     *
     * @param path where it is, below the context path
     * @param secret what its clients have to send; without one it answers loopback addresses only
     * @param idleTimeout after what time without use a sandbox opened over HTTP ends; zero for never
     * @param maxLifetime how long such a sandbox lives at most; zero for ever
     * @param allowedOrigins pages of which other origins may use the API and the application with sandboxes
     * @param allowedHosts by which further names of this machine the API may be called without a secret
     * @param requireSandbox whether requests that carry no sandbox are refused
     * @param maxOpen how many sandboxes may be open over HTTP at once; zero for any number
     */
    public record Http(
            @Nullable String path,
            @Nullable String secret,
            @Nullable Duration idleTimeout,
            @Nullable Duration maxLifetime,
            @Nullable List<String> allowedOrigins,
            @Nullable List<String> allowedHosts,
            @Nullable Boolean requireSandbox,
            @Nullable Integer maxOpen) {}

    /**
     * The endpoint for clients of Phoenix' sandbox.
     *
     * @param path where it is, below the context path; there is none without it
     * @param header the header in which its clients send their token; the user agent without it
     */
    public record Phoenix(@Nullable String path, @Nullable String header) {}
}
