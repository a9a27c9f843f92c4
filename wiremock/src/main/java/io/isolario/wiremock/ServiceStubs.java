package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.Scope;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import io.isolario.wiremock.route.ExpectedCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stubs of one service in one sandbox, and what became of the requests to it. */
final class ServiceStubs implements Stubs, Destination {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Response RESET =
            Response.response().fault(Fault.CONNECTION_RESET_BY_PEER).build();

    private static final Logger LOG = LoggerFactory.getLogger(SandboxStubs.class);

    private final ManagedSandbox sandbox;
    private final EngineSettings settings;
    // Replaced when the test turns out to be one against the real service.
    private volatile Service service;
    // Replaced by a reset only; a request keeps to the one that it began with.
    private volatile Content content;
    // What a reset has replaced: requests that nobody expected fail the test all the same, also those still under way
    // then.
    private final CopyOnWriteArrayList<Answers> replaced = new CopyOnWriteArrayList<>();

    /** All that a reset begins anew. */
    private record Content(ServiceState state, Answers answers, Engine engine) {}

    ServiceStubs(ManagedSandbox sandbox, Service service, EngineSettings settings) {
        this.sandbox = sandbox;
        this.service = service;
        this.settings = settings;
        this.content = open();
    }

    private Content open() {
        ServiceState state = new ServiceState(service, LONGEST_WAIT);
        Answers answers = new Answers(sandbox, service, state);
        Engine engine = Engine.open(settings, answers);
        answers.attach(engine);
        if (service.alwaysReal()) {
            state.passOnTo(service.requireUrl("pass requests on to it"));
        }
        return new Content(state, answers, engine);
    }

    /** Forgets all stubs and all requests, but not that one of them was unexpected; who holds this object goes on with it. */
    void reset() {
        replaced.addIfAbsent(content.answers());
        content = open();
    }

    /** Returns what the test has to fail for. */
    List<String> verify() {
        Stream<String> before = replaced.stream().flatMap(each -> each.unexpected().stream());
        return Stream.concat(before, content.answers().verify().stream()).toList();
    }

    /** Says that this sandbox uses the real service, also after a reset. */
    void become(Service real) {
        service = real;
        real();
    }

    private Engine engine() {
        return content.engine();
    }

    @Override
    public String service() {
        return service.name();
    }

    @Override
    public String baseUrl() {
        return service.baseUrl();
    }

    void add(StubMapping stub, ExpectedCount times) {
        engine().add(stub, times);
    }

    List<StubMapping> mappings() {
        return engine().listAllStubMappings().getMappings();
    }

    @Override
    public StubMapping stubFor(MappingBuilder stub) {
        return engine().add(stub.build(), ExpectedCount.ANY);
    }

    @Override
    public StubMapping once(MappingBuilder stub) {
        return exactly(1, stub);
    }

    @Override
    public StubMapping exactly(int times, MappingBuilder stub) {
        return engine().add(stub.build(), ExpectedCount.exactly(times));
    }

    @Override
    public StubMapping atLeast(int times, MappingBuilder stub) {
        return engine().add(stub.build(), ExpectedCount.atLeast(times));
    }

    @Override
    public StubMapping never(MappingBuilder stub) {
        return engine().add(stub.build(), ExpectedCount.NEVER);
    }

    @Override
    public ResponseDefinitionBuilder answeredBy(Handler handler) {
        return aResponse()
                .withTransformer(
                        Answers.HANDLER, Answers.HANDLER, content.answers().register(handler));
    }

    @Override
    public List<LoggedRequest> requests(RequestPatternBuilder pattern) {
        sandbox.awaitQuiescence();
        return engine().findRequestsMatching(pattern.build()).getRequests();
    }

    @Override
    public void verify(int times, RequestPatternBuilder pattern) {
        int came = requests(pattern).size();
        if (came != times) {
            throw new AssertionError(StubReport.miscounted(
                    service.name(),
                    pattern.build(),
                    times,
                    came,
                    content.answers().requests()));
        }
    }

    @Override
    public WireMock wireMock() {
        return new WireMock(engine());
    }

    @Override
    public void down() {
        content.state().down();
    }

    @Override
    public void up() {
        content.state().up();
    }

    @Override
    public void real() {
        content.state().passOnTo(service.requireUrl("pass requests on to it"));
    }

    @Override
    public void recording(Path file) {
        if (service.record()) {
            real();
            content.answers().record(file);
        } else {
            Recording.load(file, service).forEach(stub -> engine().add(stub, ExpectedCount.ANY));
        }
    }

    @Override
    public void skipVerification() {
        content.answers().skipVerification();
    }

    @Override
    public void serve(Request request, HttpResponder responder) {
        String title = request.getMethod() + " " + request.getUrl();
        Work work;
        try {
            work = sandbox.begin(WorkKind.REQUEST, "stub of \"" + service.name() + "\": " + title);
        } catch (SandboxEndedException late) {
            StubReport.late(service.name(), title, late).serve(request, responder);
            return;
        }
        try (Scope scope = sandbox.enter()) {
            work.runningHere();
            Content current = content;
            handle(current, request, new GuardedResponder(sandbox, service, current.answers(), responder));
        } catch (SandboxEndedException late) {
            StubReport.late(service.name(), title, late).serve(request, responder);
        } finally {
            work.end();
        }
    }

    private void handle(Content content, Request request, GuardedResponder responder) {
        if (!content.state().arrive()) {
            content.answers().came(request);
            responder.respond(request, RESET, Map.of());
            return;
        }
        try {
            content.engine().handler().handle(request, responder, null);
        } catch (RuntimeException | Error failure) {
            if (responder.hasAnswered()) {
                LOG.debug("The client of \"{}\" has not taken its answer.", service.name(), failure);
            } else {
                responder.respond(request, content.answers().failed(request, failure), Map.of());
            }
        } finally {
            content.state().leave();
        }
    }

    Answers answers() {
        return content.answers();
    }

    boolean wouldServe(Request request) {
        return engine().routes().wouldServe(request);
    }
}
