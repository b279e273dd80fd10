/** AWS Signature Version 4: who signed a request, and with which credentials. */
@NullMarked
package dev.gatehouse.wire.sigv4;

import org.jspecify.annotations.NullMarked;
