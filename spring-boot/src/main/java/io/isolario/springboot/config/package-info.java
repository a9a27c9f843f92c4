/** Configuration properties that a sandbox overrides. */
@NullMarked
package io.isolario.springboot.config;

import org.jspecify.annotations.NullMarked;
