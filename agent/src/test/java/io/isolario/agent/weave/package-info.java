@NullMarked
package io.isolario.agent.weave;

import org.jspecify.annotations.NullMarked;
