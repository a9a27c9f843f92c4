/** Receives the mails of each sandbox by SMTP, and reads MIME messages. */
module io.isolario.mail {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive io.isolario.core;
    requires static transitive jakarta.mail;
    requires org.slf4j;

    exports io.isolario.mail;
}
