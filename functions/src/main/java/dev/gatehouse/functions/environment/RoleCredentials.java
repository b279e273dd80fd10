package dev.gatehouse.functions.environment;

/** Gives functions the credentials of their roles. May block. */
@FunctionalInterface
public interface RoleCredentials {
    /**
     * Fresh credentials, valid for longer than an environment lives.
     *
     * @param session the role session's name, which is the function's
     */
    Credentials forRole(String roleArn, String session);
}
