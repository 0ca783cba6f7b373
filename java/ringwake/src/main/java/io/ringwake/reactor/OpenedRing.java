package io.ringwake.reactor;

import java.util.Optional;

/**
 * A ring and how it came about.
 *
 * @param fallback why it is not the one that was tried first; empty if it is
 */
record OpenedRing(Ring ring, Optional<String> fallback) {}
