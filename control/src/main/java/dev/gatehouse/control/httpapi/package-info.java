/** The operations of API Gateway v2 for HTTP APIs, over documents, and what they make live. */
@NullMarked
package dev.gatehouse.control.httpapi;

import org.jspecify.annotations.NullMarked;
