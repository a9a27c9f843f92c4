/**
 * Doubles that one sandbox sees, on all its threads; written as {@code sandbox.replace(..)}, {@code expect(..)}, {@code trace(..)} and
 * {@code clock()}.
 *
 * <ul>
 *   <li>{@link io.isolario.doubles.DoublesResource} gives each sandbox its own; it adds itself to every registry.
 * </ul>
 */
@NullMarked
package io.isolario.doubles;

import org.jspecify.annotations.NullMarked;
