/**
 * The options of a runtime that have a name: {@link io.ringwake.scheduler.option.RuntimeOption}
 * lists them, {@link io.ringwake.scheduler.option.OptionValues} finds their values.
 *
 * <pre>
 * field                   who reads  who writes  mode   guard
 * OptionValues.explicit   builder    builder     plain  one thread builds
 * </pre>
 */
@NullMarked
package io.ringwake.scheduler.option;

import org.jspecify.annotations.NullMarked;
