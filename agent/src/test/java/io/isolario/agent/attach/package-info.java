@NullMarked
package io.isolario.agent.attach;

import org.jspecify.annotations.NullMarked;
