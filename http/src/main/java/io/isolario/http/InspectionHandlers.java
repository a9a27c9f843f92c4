package io.isolario.http;

import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.capture.CapturedMails;
import io.isolario.core.event.Mail;
import io.isolario.core.event.Mails;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what happened in a sandbox. */
final class InspectionHandlers {

    private InspectionHandlers() {}

    /** Waits for the work of the sandbox, since a mail is often sent by another thread after the commit. */
    static ApiResponse mails(ManagedSandbox sandbox, ApiRequest call) {
        Mails all = sandbox.findSession(CapturedMails.class)
                .orElseThrow(() -> new ProblemException(HttpProblem.of(
                        HttpProblem.NOT_IMPLEMENTED,
                        "no-mails",
                        "Mails are not captured",
                        "Nothing captures the mails of this application. Add CapturedMails.resource() to"
                                + " SandboxRegistry.builder() or, with Spring, a JavaMailSender to the context.")));
        String recipient = call.parameters().get("to");
        try {
            List<Object> mails = (recipient == null ? all : all.to(recipient))
                    .all().stream().<Object>map(InspectionHandlers::members).toList();
            return ApiResponse.json(ApiResponse.OK, Map.of("mails", mails));
        } catch (QuiescenceTimeoutException busy) {
            throw new ProblemException(SandboxHandlers.busy(sandbox, busy));
        }
    }

    private static Map<String, Object> members(Mail mail) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("from", mail.from());
        members.put("to", mail.to());
        members.put("subject", mail.subject());
        members.put("text", mail.text());
        members.put("html", mail.html());
        return members;
    }

    static ApiResponse journal(ManagedSandbox sandbox, ApiRequest call) {
        Optional<JournalKind> kind =
                Optional.ofNullable(call.parameters().get("kind")).map(InspectionHandlers::kind);
        return journal(sandbox, call, kind);
    }

    static ApiResponse journal(ManagedSandbox sandbox, ApiRequest call, Optional<JournalKind> kind) {
        long after = number(call, "after");
        List<Object> entries = sandbox.journal().entries().stream()
                .filter(entry -> entry.number() > after)
                .filter(entry -> kind.isEmpty() || entry.kind() == kind.get())
                .<Object>map(InspectionHandlers::members)
                .toList();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("entries", entries);
        members.put("dropped", sandbox.journal().droppedEntries());
        return ApiResponse.json(ApiResponse.OK, members);
    }

    private static Map<String, Object> members(JournalEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("number", entry.number());
        members.put("at", entry.at());
        members.put("kind", HttpProblem.word(entry.kind()));
        members.put("thread", entry.thread());
        members.put("text", entry.text());
        return members;
    }

    private static JournalKind kind(String word) {
        return Arrays.stream(JournalKind.values())
                .filter(kind -> HttpProblem.word(kind).equals(word))
                .findFirst()
                .orElseThrow(() -> malformed("\"kind\" is none of "
                        + String.join(
                                ", ",
                                Arrays.stream(JournalKind.values())
                                        .map(HttpProblem::word)
                                        .toList())
                        + ". Send one of them, or leave it out."));
    }

    private static long number(ApiRequest call, String name) {
        String text = call.parameters().getOrDefault(name, "0");
        if (!text.matches("[0-9]{1,18}")) {
            throw malformed("\"" + name
                    + "\" is no number. Send the number of the last entry that you have, or leave it" + " out.");
        }
        return Long.parseLong(text);
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(
                HttpProblem.of(HttpProblem.BAD_REQUEST, "malformed-parameter", "Malformed parameter", detail));
    }

    static ApiResponse tasks(ManagedSandbox sandbox) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("pending", WorkList.of(sandbox.pendingWork()));
        members.put("delayed", WorkList.of(sandbox.delayedWork()));
        return ApiResponse.json(ApiResponse.OK, members);
    }
}
