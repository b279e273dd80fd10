/**
 * AWS Lambda's operations over documents. Each change of a function is computed as a whole new
 * {@link dev.gatehouse.control.function.LambdaFunction}, committed at once, and then published to
 * the function host.
 */
@NullMarked
package dev.gatehouse.control.function;

import org.jspecify.annotations.NullMarked;
