package io.isolario.examples.forum.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

record Registration(
        @NotNull
                @Pattern(
                        regexp = "[A-Za-z][A-Za-z0-9-]{2,31}",
                        message = "must be 3 to 32 letters, digits or hyphens, and start with a letter")
                String login,
        @NotBlank @Email @Size(max = 254) String email,
        @NotNull @Size(min = 8, max = 72) String password,
        @NotBlank @Size(max = 80) String displayName) {}
