package com.acme;

import dev.eventbus.Event;

class Subclasses {
    static class Plain extends OrderCreated {
        Plain() {
            super("plain");
        }
    }

    static class Deeper extends Plain {}

    abstract static class Abstract extends OrderCreated {
        Abstract() {
            super("abstract");
        }
    }

    static class BelowAbstract extends Abstract {}

    @Event("order.created.declared")
    static class Declared extends OrderCreated {
        Declared() {
            super("declared");
        }
    }

    @SuppressWarnings("eventbus:subclassed-event")
    static class Meant extends OrderCreated {
        Meant() {
            super("meant");
        }
    }
}
