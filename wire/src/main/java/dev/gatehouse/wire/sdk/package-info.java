/** The SDK's model classes as the server's own types. */
@NullMarked
package dev.gatehouse.wire.sdk;

import org.jspecify.annotations.NullMarked;
