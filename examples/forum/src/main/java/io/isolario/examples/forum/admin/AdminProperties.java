package io.isolario.examples.forum.admin;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

@ConfigurationProperties("forum.admin")
@Validated
record AdminProperties(@NotBlank String key) {}
