@NullMarked
package io.isolario.playwright;

import org.jspecify.annotations.NullMarked;
