package io.isolario.http;

/** Shows a problem to whoever looks at a browser, or at a screenshot of it. */
final class HtmlPage {

    private HtmlPage() {}

    static String of(HttpProblem problem) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + problem.status() + " "
                + escaped(problem.title()) + "</title></head>\n<body style=\"font-family:sans-serif;margin:3em\">"
                + "<h1>Isolario: " + escaped(problem.title()) + "</h1>\n<p>" + escaped(problem.detail()) + "</p>\n<p>"
                + problem.status() + " <code>" + escaped(problem.reason()) + "</code>"
                + problem.sandbox()
                        .map(id -> ", sandbox <code>" + escaped(id) + "</code>")
                        .orElse("")
                + "</p></body></html>\n";
    }

    /** Whatever a request carried is text here, and no markup. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }
}
