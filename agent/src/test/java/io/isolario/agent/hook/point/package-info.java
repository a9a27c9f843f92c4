@NullMarked
package io.isolario.agent.hook.point;

import org.jspecify.annotations.NullMarked;
