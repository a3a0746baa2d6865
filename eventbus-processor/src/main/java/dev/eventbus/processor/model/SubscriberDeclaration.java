package dev.eventbus.processor.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * A class that declares handlers.
 *
 * @param type the class
 * @param handlers its handlers; their places are their numbers
 * @param stub whether only a stub of it was read, which may lack handlers
 */
public record SubscriberDeclaration(TypeReference type, List<HandlerDeclaration> handlers, boolean stub) {

    /**
     * The class of its handler table.
     *
     * @return the generated class beside it
     */
    public TypeReference table() {
        return type.companion("_Handlers");
    }

    /**
     * The names of subscriptions that were chosen, in the order of the handlers.
     *
     * @return all names but those that handlers have by default
     */
    public List<String> explicitNames() {
        return handlers.stream()
                .filter(handler -> !hasDefaultName(handler))
                .map(HandlerDeclaration::name)
                .toList();
    }

    private boolean hasDefaultName(HandlerDeclaration handler) {
        String name = type.binaryName() + "." + handler.method();
        TypeReference event = handler.event().type();
        return handler.name().equals(name)
                || Stream.of(event.simpleName(), event.nestedName(), event.binaryName())
                        .anyMatch(each -> handler.name().equals(name + "(" + each + ")"));
    }

    /**
     * Whether code of a package may call a handler as it stands, with the class, the method and the event named.
     *
     * @param handler the handler
     * @param packageName the package
     * @return false if a bridge in the table must do it
     */
    public boolean isCallableFrom(HandlerDeclaration handler, String packageName) {
        return type.isAccessibleFrom(packageName)
                && handler.event().type().isAccessibleFrom(packageName)
                && (handler.open() || type.packageName().equals(packageName));
    }

    /**
     * Whether dispatchers elsewhere call a handler through a bridge.
     *
     * @param handler the handler
     * @return true if something on the way to it is not public
     */
    public boolean needsBridge(HandlerDeclaration handler) {
        return handler.isDispatchable()
                && !(type.open() && handler.open() && handler.event().type().open());
    }
}
