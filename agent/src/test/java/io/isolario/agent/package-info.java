@NullMarked
package io.isolario.agent;

import org.jspecify.annotations.NullMarked;
