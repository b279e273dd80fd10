package dev.gatehouse.control.code;

/**
 * A package that was accepted.
 *
 * @param sha256 of the archive, lower-case hexadecimal: its name in {@link CodeStore}
 * @param size of the archive in bytes
 * @param unpackedSize of all its files together in bytes
 */
public record CodePackage(String sha256, long size, long unpackedSize) {}
