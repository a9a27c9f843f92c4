package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import io.isolario.wiremock.junit.RealService;
import java.nio.file.Path;
import java.util.List;

/**
 * What one sandbox sees of one external service: a WireMock of its own.
 *
 * <pre>{@code
 * Stubs github = Stubs.of(sandbox, "github");
 * github.once(get("/users/octocat").willReturn(okJson("{\"login\":\"octocat\"}")));
 * }</pre>
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>A request that no stub answers gets status 501, and fails the test at its end. So does an expectation that is not met. A
 *       stub of {@link #stubFor} that nobody called is reported in the journal and the log.
 *   <li>Of several routes that match a request, an expectation that is not met yet answers before a plain stub, the first declared
 *       first; then the stub that was declared last, as in WireMock. A priority counts before that.
 *   <li>An expectation that is used up answers no more: the next route that matches does, and if there is none, the request is
 *       unexpected.
 * </ul>
 *
 * <p>Thread-safe.
 */
public sealed interface Stubs permits ServiceStubs {

    /**
     * Returns what a sandbox sees of a service.
     *
     * @throws io.isolario.core.RefusalException if its registry has no stubs, or these know no such service
     * @throws io.isolario.core.SandboxEndedException if the sandbox has ended
     */
    static Stubs of(Sandbox sandbox, String service) {
        return StubSession.of(ManagedSandbox.of(sandbox)).stubs(service);
    }

    /** Returns the name of the service. */
    String service();

    /** Returns the URL that the application reaches the service at, without a slash at its end. */
    String baseUrl();

    /** Adds a stub that may be called any number of times. */
    @CanIgnoreReturnValue
    StubMapping stubFor(MappingBuilder stub);

    /** Adds a stub that must be called once. Several for one route are called in the order of their declaration. */
    @CanIgnoreReturnValue
    StubMapping once(MappingBuilder stub);

    /**
     * Adds a stub that must be called this often.
     *
     * @param times 1 or more
     */
    @CanIgnoreReturnValue
    StubMapping exactly(int times, MappingBuilder stub);

    /**
     * Adds a stub that must be called this often, and may be called more often.
     *
     * @param times 1 or more
     */
    @CanIgnoreReturnValue
    StubMapping atLeast(int times, MappingBuilder stub);

    /** Says that these requests must not come; whatever the stub returns is not sent. */
    @CanIgnoreReturnValue
    StubMapping never(MappingBuilder stub);

    /**
     * Returns an answer that is worked out by code, for {@code willReturn(..)}. It runs for each request, in this sandbox, also for
     * several requests at once. When it fails, the request gets status 500, and the test fails with what it threw.
     */
    @CheckReturnValue
    ResponseDefinitionBuilder answeredBy(Handler handler);

    /** Returns the requests that came so far and that match, the oldest first; waits until the work of the sandbox has ended. */
    List<LoggedRequest> requests(RequestPatternBuilder pattern);

    /**
     * Checks how many requests came, once the work of the sandbox has ended.
     *
     * @throws AssertionError if it is another number; the message lists all requests
     */
    void verify(int times, RequestPatternBuilder pattern);

    /** Returns the client of WireMock for this service: scenarios, delays for all stubs, editing and removing stubs, and so on. */
    WireMock wireMock();

    /**
     * Takes the service down: requests under way are answered, and then each connection is reset without an answer.
     *
     * @throws IllegalStateException if it is down already, or requests are still under way after 5 s
     */
    void down();

    /**
     * Takes the service up again.
     *
     * @throws IllegalStateException if it is not down
     */
    void up();

    /**
     * Passes requests on to the real service. Expectations are still counted and verified; what they return is not sent. A request
     * that matches none is not unexpected. A test, or class, that is always against the real service says so by {@link RealService}.
     *
     * @throws io.isolario.core.RefusalException if the URL of the real service is not known
     */
    void real();

    /**
     * Answers from a recording; or makes it, when the property {@code isolario.stubs.<service>.record} is {@code true} or the test
     * has a {@link RealService} that says so: then requests are passed on to the real service, and the file is written at the end
     * of the sandbox.
     *
     * @throws io.isolario.core.RefusalException if there is no such file, or the URL of the real service is not known
     */
    void recording(Path file);

    /** Lets the test pass whatever came of its expectations and unexpected requests; for a test that kills the application, say. */
    void skipVerification();

    /** Works out an answer. */
    @FunctionalInterface
    interface Handler {

        /**
         * Returns the answer to a request.
         *
         * @param request as the service would see it
         */
        ResponseDefinitionBuilder answer(Request request) throws Exception;
    }
}
