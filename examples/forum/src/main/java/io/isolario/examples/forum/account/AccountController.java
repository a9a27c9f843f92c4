package io.isolario.examples.forum.account;

import io.isolario.examples.forum.session.Authenticated;
import io.isolario.examples.forum.session.Caller;
import io.isolario.examples.forum.session.Credential;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/accounts/me")
@Authenticated(Credential.SESSION)
class AccountController {

    record Description(
            @Size(max = 80) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank") String displayName,
            @Size(max = 500) String bio) {}

    record NewEmail(@NotBlank @Email @Size(max = 254) String email, @NotNull String password) {}

    record NewPassword(@NotNull String oldPassword, @NotNull @Size(min = 8, max = 72) String newPassword) {}

    private final AccountSettings settings;

    AccountController(AccountSettings settings) {
        this.settings = settings;
    }

    @GetMapping
    AccountView view(Caller caller) {
        return settings.view(caller);
    }

    @PatchMapping
    AccountView describe(Caller caller, @Valid @RequestBody Description description) {
        return settings.describe(caller, description.displayName(), description.bio());
    }

    @PutMapping("/email")
    AccountView changeEmail(Caller caller, @Valid @RequestBody NewEmail change) {
        return settings.changeEmail(caller, change.email(), change.password());
    }

    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(Caller caller, @Valid @RequestBody NewPassword change) {
        settings.changePassword(caller, change.oldPassword(), change.newPassword());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller) {
        settings.delete(caller);
    }
}
