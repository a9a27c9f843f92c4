package io.isolario.bench;

import java.io.PrintStream;
import java.util.Locale;

/**
 * What a test pays for stubs of an external service: of its sandbox, or a server of its own; and what a request to them takes. And
 * what a call of a replaced class costs: outside every sandbox, in one that has replaced nothing, and in one that answers it. Prints
 * medians of wall time.
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
        measureCalls(out);
    }

    private static void measureCalls(PrintStream out) throws Exception {
        Comparison calls = new Comparison(out);
        try (ReplacedCalls replaced = new ReplacedCalls()) {
            calls.add("plain-call", replaced.plain())
                    .add("replaced-call.outside", replaced.outside())
                    .add("replaced-call.unconcerned", replaced.inside(replaced.unconcerned()))
                    .add("replaced-call.inside", replaced.inside(replaced.replacing()))
                    .measure(20, 30, 200);
        }
        double plain = calls.median("plain-call");
        for (String name :
                new String[] {"replaced-call.outside", "replaced-call.unconcerned", "replaced-call.inside"}) {
            // Bursts of a thousand calls: their microseconds are the nanoseconds of one.
            out.printf(Locale.ROOT, "%s.extra.ns %.3f ns%n", name, calls.median(name) - plain);
            out.printf(Locale.ROOT, "%s.noise %.3f percent%n", name, calls.noisePercent(name));
        }
    }

    private static void millis(PrintStream out, String name, Comparison figures) {
        out.printf(Locale.ROOT, "%s.ms %.3f ms%n", name, figures.median(name) / 1e3);
        out.printf(Locale.ROOT, "%s.noise %.3f percent%n", name, figures.noisePercent(name));
    }
}
