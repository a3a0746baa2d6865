package dev.eventbus.sample.upload;

import dev.eventbus.Event;

/** A file has arrived and is stored. */
@Event("file.uploaded")
record FileUploaded(String name, String owner, String content) {}
