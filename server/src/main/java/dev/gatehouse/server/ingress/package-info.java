@NullMarked
package dev.gatehouse.server.ingress;

import org.jspecify.annotations.NullMarked;
