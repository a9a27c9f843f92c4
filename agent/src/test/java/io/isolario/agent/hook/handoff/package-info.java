@NullMarked
package io.isolario.agent.hook.handoff;

import org.jspecify.annotations.NullMarked;
