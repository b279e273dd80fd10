package dev.gatehouse.wire.service;

/** An error that AWS sends although no service model has it, e.g. {@code ValidationException}. */
public final class ServiceFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public ServiceFault(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** AWS's answer to input that breaks a constraint of the model. */
    public static ServiceFault validation(String message) {
        return new ServiceFault(400, "ValidationException", message);
    }

    /** Our answer to a setting that we cannot honour yet: refused, never ignored. */
    public static ServiceFault unsupported(String setting, String why) {
        return new ServiceFault(
                400, "BadRequestException", "Gatehouse does not support " + setting + ": " + why);
    }
}
