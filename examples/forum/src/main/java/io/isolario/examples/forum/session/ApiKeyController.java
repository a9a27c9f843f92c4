package io.isolario.examples.forum.session;

import io.isolario.examples.forum.session.ApiKeyService.CreatedKey;
import io.isolario.examples.forum.session.ApiKeyService.KeyView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/keys")
@Authenticated(Credential.SESSION)
class ApiKeyController {

    record NewKey(@NotBlank @Size(max = 60) String label, Duration ttl) {}

    private final ApiKeyService keys;

    ApiKeyController(ApiKeyService keys) {
        this.keys = keys;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CreatedKey create(Caller caller, @Valid @RequestBody NewKey key) {
        return keys.create(caller, key.label(), key.ttl());
    }

    @GetMapping
    List<KeyView> list(Caller caller) {
        return keys.list(caller);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable long id) {
        keys.revoke(caller, id);
    }
}
