package io.isolario.examples.forum.client;

import io.isolario.core.Sandbox;
import io.isolario.core.event.Mail;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The forum as anybody sees it who is not logged in. */
public final class ForumClient {

    public static final String PASSWORD = "correct horse battery";

    private static final Pattern TOKEN = Pattern.compile("token=([\\w-]+)");

    private final Http http;

    private ForumClient(Http http) {
        this.http = http;
    }

    public static ForumClient at(int port) {
        return new ForumClient(new Http(port, Literals.ofOneTest(), Map.of()));
    }

    @SafeVarargs
    public final Account register(Consumer<Fields>... overrides) {
        return tryRegister(overrides).as(Account.class);
    }

    @SafeVarargs
    public final Answer tryRegister(Consumer<Fields>... overrides) {
        Fields registration = http.fields()
                .and(Fields.login("ana"), Fields.password(PASSWORD), Fields.displayName("Ana"))
                .and(overrides);
        return http.post("/api/accounts", registration);
    }

    public Account activate(Mail mail) {
        return tryActivate(tokenIn(mail)).as(Account.class);
    }

    public Answer tryActivate(String token) {
        return http.post("/api/accounts/activation", http.fields().and("token", token));
    }

    public static String tokenIn(Mail mail) {
        Matcher token = TOKEN.matcher(mail.text());
        if (!token.find()) {
            throw new AssertionError("No activation token in: " + mail);
        }
        return token.group(1);
    }

    /** Asks for another activation mail to the address of {@code login}. */
    public Answer resendActivation(String login) {
        return http.post("/api/accounts/activation-mails", http.fields().and(Fields.addressOf(login)));
    }

    public Answer authenticate(String login) {
        return authenticate(login, PASSWORD);
    }

    public Answer authenticate(String login, String password) {
        return http.post(
                "/api/sessions",
                http.fields().and("login", http.literals().outside(login)).and("password", password));
    }

    public Member signIn(String login) {
        return signIn(login, PASSWORD);
    }

    public Member signIn(String login, String password) {
        Answer session = authenticate(login, password).successful();
        return withSession(login, session.json().path("token").asString());
    }

    public Member withSession(String login, String token) {
        return new Member(login, http.as("Authorization", "Bearer " + token));
    }

    /** Registers, activates by the mail, and logs in. */
    @SafeVarargs
    public final Member newMember(String login, Sandbox sandbox, Consumer<Fields>... overrides) {
        register(fields -> fields.and(Fields.login(login)).and(overrides));
        activate(sandbox.mails().to(addressOf(login)).single());
        return signIn(login);
    }

    /** Returns the address of {@code login}, as it is known outside this helper layer. */
    public String addressOf(String login) {
        return http.literals().address(login);
    }

    public MobileApi withApiKey(String key) {
        return new MobileApi(http.as("X-Api-Key", key));
    }

    public AdminApi operator() {
        return new AdminApi(http.as("X-Admin-Key", "operators-of-the-test"));
    }

    public AdminApi impostor() {
        return new AdminApi(http.as("X-Admin-Key", "a guess"));
    }

    public Answer githubProfile(String name) {
        return http.get("/api/profiles/github/" + name);
    }

    /** Asks the support desk for help. */
    public Answer askForHelp(String text) {
        return http.post("/api/support/requests", http.fields().and("text", text));
    }

    public Answer get(String path) {
        return http.get(path);
    }

    /** Returns the analytics tables, read past the forum: it shows sums only. */
    public Analytics analytics(JdbcClient jdbc) {
        return new Analytics(jdbc, http.literals());
    }
}
