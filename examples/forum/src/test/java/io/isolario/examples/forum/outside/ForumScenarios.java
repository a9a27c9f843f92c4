package io.isolario.examples.forum.outside;

import io.isolario.examples.forum.session.SessionService;
import io.isolario.http.scenario.LoggedIn;
import io.isolario.http.scenario.Scenario;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What a test from outside can seed its sandbox with. */
@TestConfiguration(proxyBeanMethods = false)
public class ForumScenarios {

    record Member(String login, Optional<String> password, Optional<String> displayName) {}

    record Room(String name, String owner) {}

    record User(String as) {}

    @Bean
    Scenario<Member> memberFactory(JdbcClient database, PasswordEncoder passwords) {
        return Scenario.factory(
                        "member",
                        Member.class,
                        (sandbox, member) -> Map.of("id", insert(database, passwords, member), "login", member.login()))
                .describedAs("An account that is activated already.");
    }

    private static long insert(JdbcClient database, PasswordEncoder passwords, Member member) {
        return database.sql(
                        "insert into accounts (id, login, email, password_hash, display_name, status, created_at)"
                                + " values (nextval('accounts_seq'), :login, :email, :hash, :name, 'ACTIVE', now()) returning id")
                .param("login", member.login())
                .param("email", member.login() + "@forum.example")
                .param("hash", passwords.encode(member.password().orElse("correct horse")))
                .param("name", member.displayName().orElse(member.login()))
                .query(Long.class)
                .single();
    }

    @Bean
    Scenario<User> login(JdbcClient database, SessionService sessions) {
        return Scenario.login(User.class, (sandbox, user) -> {
            long id = database.sql("select id from accounts where login = :login")
                    .param("login", user.as())
                    .query(Long.class)
                    .optional()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "No member \"" + user.as() + "\" in this sandbox; make one by the factory \"member\"."));
            return LoggedIn.withHeader(
                    "Authorization", "Bearer " + sessions.open(id).token());
        });
    }
}
