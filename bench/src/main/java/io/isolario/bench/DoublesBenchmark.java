package io.isolario.bench;

import java.io.PrintStream;
import java.util.Locale;

/**
 * What a test pays for stubs of an external service: of its sandbox, or a server of its own; and what a request to them takes.
 * Prints medians of wall time.
 */
public final class DoublesBenchmark {

    private DoublesBenchmark() {}

    /** Runs the benchmark and prints its figures. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        Comparison setUp = new Comparison(out);
        Comparison requests = new Comparison(out);
        try (StubbedTests tests = StubbedTests.start()) {
            setUp.add("sandbox.setup", tests::sandboxAlone)
                    .add("stub.setup", tests::sandboxWithStub)
                    .add("wiremock-server.setup", StubbedTests::wireMockServer)
                    .add("mock-web-server.setup", StubbedTests::mockWebServer)
                    .measure(4, 12, 10);
            requests.add("stub.request", tests::requestStub)
                    .add("wiremock-server.request", tests::requestWireMockServer)
                    .measure(10, 20, 200);
        }
        for (String name :
                new String[] {"sandbox.setup", "stub.setup", "wiremock-server.setup", "mock-web-server.setup"}) {
            millis(out, name, setUp);
        }
        millis(out, "stub.request", requests);
        millis(out, "wiremock-server.request", requests);
        setUp.printRatio("wiremock-server-vs-stub.setup.ratio", "wiremock-server.setup", "stub.setup");
        setUp.printRatio("mock-web-server-vs-stub.setup.ratio", "mock-web-server.setup", "stub.setup");
        requests.printRatio("stub-vs-wiremock-server.request.ratio", "stub.request", "wiremock-server.request");
    }

    private static void millis(PrintStream out, String name, Comparison figures) {
        out.printf(Locale.ROOT, "%s.ms %.3f ms%n", name, figures.median(name) / 1e3);
        out.printf(Locale.ROOT, "%s.noise %.3f percent%n", name, figures.noisePercent(name));
    }
}
