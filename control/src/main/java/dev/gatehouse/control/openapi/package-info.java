/** API definitions as OpenAPI documents with API Gateway's extensions, in and out. */
@NullMarked
package dev.gatehouse.control.openapi;

import org.jspecify.annotations.NullMarked;
