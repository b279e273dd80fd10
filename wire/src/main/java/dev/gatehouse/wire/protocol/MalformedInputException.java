package dev.gatehouse.wire.protocol;

/** A request cannot be read in its protocol; status, code and message are what the caller gets. */
public final class MalformedInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public MalformedInputException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** AWS's answer to a body, header or parameter of the wrong form. */
    public static MalformedInputException serialization(String message) {
        return new MalformedInputException(400, "SerializationException", message);
    }

    public static MalformedInputException mediaType(String message) {
        return new MalformedInputException(415, "UnsupportedMediaTypeException", message);
    }

    public static MalformedInputException notAcceptable(String message) {
        return new MalformedInputException(406, "NotAcceptableException", message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
