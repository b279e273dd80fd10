package dev.gatehouse.wire.service;

/**
 * Answers one AWS operation. Called on a virtual thread and may block.
 *
 * <p>Throws the service's modelled exception for an error that the model knows and {@link
 * ServiceFault} for the others; anything else becomes a 500 {@code ServiceException} with a logged
 * stack.
 *
 * @param <I> the SDK's request class
 * @param <O> the SDK's response class
 */
@FunctionalInterface
public interface OperationHandler<I, O> {
    O handle(I input, CallContext call);
}
