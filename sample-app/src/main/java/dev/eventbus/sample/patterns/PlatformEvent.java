package dev.eventbus.sample.patterns;

import dev.eventbus.Event;

/** Something that happened on the platform; each kind has its own topic. */
sealed interface PlatformEvent {

    /** Someone has signed up. */
    @Event("user.created")
    record UserCreated(String user) implements PlatformEvent {}

    /** Someone has changed their profile. */
    @Event("user.renamed")
    record UserRenamed(String user) implements PlatformEvent {}

    /** Someone could not sign in. */
    @Event("user.error")
    record UserError(String user) implements PlatformEvent {}

    /** The database has refused a statement. */
    @Event("db.error")
    record DatabaseError(String statement) implements PlatformEvent {}

    /** The database has been backed up. */
    @Event("db.backup.completed")
    record BackupCompleted(long bytes) implements PlatformEvent {}
}
