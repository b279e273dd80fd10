package dev.gatehouse.store.document;

/** One part of a commit. */
public sealed interface Write {
    /** The version that {@link Put} expects of a document that must not exist yet. */
    long ABSENT = 0;

    DocumentKey key();

    /** Stores the body if the document has this version now. */
    record Put(DocumentKey key, long expectedVersion, byte[] body) implements Write {
        public Put {
            if (expectedVersion < ABSENT) {
                throw new IllegalArgumentException(
                        key + " cannot have version " + expectedVersion + ", expected 0 or more");
            }
        }
    }

    /** Removes the document if it has this version now. */
    record Delete(DocumentKey key, long expectedVersion) implements Write {
        public Delete {
            if (expectedVersion <= ABSENT) {
                throw new IllegalArgumentException(
                        key + " cannot have version " + expectedVersion + ", expected 1 or more");
            }
        }
    }
}
