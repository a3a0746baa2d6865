package dev.eventbus.sample.upload;

import dev.eventbus.EventBus;
import java.util.ArrayList;
import java.util.List;

/** Takes files. An upload is done when the file is stored, whatever others make of it. */
final class UploadService {

    private final EventBus bus;
    private final List<String> stored = new ArrayList<>();

    UploadService(EventBus bus) {
        this.bus = bus;
    }

    void upload(String name, String owner, String content) {
        stored.add(name + ", " + content.length() + " characters");
        bus.publish(new FileUploaded(name, owner, content));
    }

    /** The files that are stored. */
    List<String> journal() {
        return List.copyOf(stored);
    }
}
