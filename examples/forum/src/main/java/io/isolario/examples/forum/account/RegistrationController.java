package io.isolario.examples.forum.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/accounts")
class RegistrationController {

    record Activation(@NotBlank String token) {}

    record MailRequest(@NotBlank String email) {}

    private final RegistrationService registrations;

    RegistrationController(RegistrationService registrations) {
        this.registrations = registrations;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AccountView register(@Valid @RequestBody Registration registration) {
        return registrations.register(registration);
    }

    @PostMapping("/activation")
    AccountView activate(@Valid @RequestBody Activation activation) {
        return registrations.activate(activation.token());
    }

    @PostMapping("/activation-mails")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resend(@Valid @RequestBody MailRequest request) {
        registrations.resend(request.email());
    }
}
