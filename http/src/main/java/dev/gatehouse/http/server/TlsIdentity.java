package dev.gatehouse.http.server;

import java.nio.file.Path;

/** The certificate chain and private key of a listener, both PEM files. */
public record TlsIdentity(Path certificateChain, Path privateKey) {}
