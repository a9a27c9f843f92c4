package io.isolario.examples.forum.account;

import io.isolario.examples.forum.session.Authenticated;
import io.isolario.examples.forum.session.Credential;
import io.isolario.examples.forum.session.SessionService;
import io.isolario.examples.forum.session.SessionService.OpenedSession;
import io.isolario.examples.forum.session.SessionService.SessionView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/sessions")
class LoginController {

    record Login(@NotNull String login, @NotNull String password) {}

    private final LoginService logins;
    private final SessionService sessions;

    LoginController(LoginService logins, SessionService sessions) {
        this.logins = logins;
        this.sessions = sessions;
    }

    @PostMapping
    OpenedSession logIn(@Valid @RequestBody Login login) {
        return logins.logIn(login.login(), login.password());
    }

    @GetMapping("/current")
    @Authenticated(Credential.SESSION)
    SessionView current(@RequestHeader("Authorization") String authorization) {
        return sessions.view(tokenOf(authorization));
    }

    @DeleteMapping("/current")
    @Authenticated(Credential.SESSION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(@RequestHeader("Authorization") String authorization) {
        sessions.close(tokenOf(authorization));
    }

    private static String tokenOf(String authorization) {
        return authorization.substring("Bearer ".length());
    }
}
