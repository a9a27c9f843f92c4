package io.isolario.wiremock;

import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.Scope;
import java.util.Map;

/** Sends an answer while its sandbox lives, and writes it into the journal. */
final class GuardedResponder implements HttpResponder {

    private final ManagedSandbox sandbox;
    private final Service service;
    private final Answers answers;
    private final HttpResponder responder;
    // Confined to the thread of the request.
    private boolean answered;

    GuardedResponder(ManagedSandbox sandbox, Service service, Answers answers, HttpResponder responder) {
        this.sandbox = sandbox;
        this.service = service;
        this.answers = answers;
        this.responder = responder;
    }

    @Override
    public void respond(Request request, Response response, Map<String, Object> attributes) {
        answered = true;
        String title = request.getMethod() + " " + request.getUrl();
        Response sent = sent(title, response, attributes);
        String outcome = sent.getFault() == null ? "" + sent.getStatus() : String.valueOf(sent.getFault());
        sandbox.journal().add(JournalKind.STUB, service.name() + ": " + title + " -> " + outcome);
        // A delayed answer is a task of the server's, and none of the sandbox, which need not wait for it.
        try (Scope detached = Scope.detached()) {
            responder.respond(request, sent, attributes);
        }
    }

    /** Tells whether an answer was sent, or at least tried: what fails from then on is the connection's affair. */
    boolean hasAnswered() {
        return answered;
    }

    private Response sent(String title, Response response, Map<String, Object> attributes) {
        try {
            sandbox.requireUsable("answer a request to \"" + service.name() + "\"");
        } catch (SandboxEndedException late) {
            return StubReport.late(service.name(), title, late).response();
        }
        if (response.wasConfigured()) {
            return response;
        }
        ServeEvent event = (ServeEvent) attributes.get(ServeEvent.ORIGINAL_SERVE_EVENT_KEY);
        return answers.refusal(requireNonNull(event, "event").getId()).response();
    }
}
