/** Takes the log lines of each sandbox from Logback. */
module io.isolario.logback {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive io.isolario.core;
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;
    requires org.slf4j;

    exports io.isolario.logback;

    provides io.isolario.core.capture.LogTapProvider with
            io.isolario.logback.LogbackTapProvider;
}
