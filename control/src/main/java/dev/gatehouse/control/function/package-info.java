/**
 * AWS Lambda's operations over documents. Each change of a function is computed as a whole new
 * {@link dev.gatehouse.control.function.LambdaFunction}, committed at once, and then published to
 * the function host.
 *
 * <p>What AWS's model demands of a request (required members, lengths, patterns, enums) has been
 * checked when it comes here; the rules here are those that the model cannot tell.
 */
@NullMarked
package dev.gatehouse.control.function;

import org.jspecify.annotations.NullMarked;
