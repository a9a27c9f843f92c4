package io.isolario.wiremock;

import java.util.List;
import java.util.stream.Collectors;

/** What a request is told that carries no sandbox. */
final class Unowned {

    private Unowned() {}

    static String explain(List<StubSession> owners, int open, String service) {
        return "It carries no sandbox. " + whose(owners, open)
                + " The client of \"" + service
                + "\" has to send the sandbox of its thread: it does when it is a bean of the"
                + " application, when the agent runs, or when it is wrapped by SandboxHttpClient.wrap(client). Work on other"
                + " threads needs the sandbox first: SandboxContext.wrap(executor), sandbox.allow(thread), or the agent."
                + " At the start of the application there is no sandbox, and so there are no stubs.";
    }

    private static String whose(List<StubSession> owners, int open) {
        if (!owners.isEmpty()) {
            return "It might belong to " + names(owners)
                    + (owners.size() == 1 ? ", which has a stub that matches." : ", which have stubs that match.");
        }
        return switch (open) {
            case 0 -> "No sandbox is open.";
            case 1 -> "The one open sandbox has no stub that matches.";
            default -> "None of the " + open + " open sandboxes has a stub that matches.";
        };
    }

    private static String names(List<StubSession> owners) {
        return owners.stream().map(owner -> owner.sandbox().toString()).sorted().collect(Collectors.joining(" or "));
    }
}
