package dev.eventbus.processor.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * A class that declares handlers.
 *
 * @param type the class
 * @param handlers its handlers; the position of each is its number
 * @param stub whether a stub was read instead of the class; it may lack handlers
 */
public record SubscriberDeclaration(TypeReference type, List<HandlerDeclaration> handlers, boolean stub) {

    /**
     * Returns the class of its handler table.
     *
     * @return the generated class in the same package
     */
    public TypeReference table() {
        return type.companion("_Handlers");
    }

    /**
     * Returns the explicit subscription names, in the order of the handlers.
     *
     * @return all names except default names
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
     * Whether code in a package can access the class, the method and the event type of a handler.
     *
     * @param handler the handler
     * @param packageName the package
     * @return false if only a bridge in the table can call the handler
     */
    public boolean isCallableFrom(HandlerDeclaration handler, String packageName) {
        return type.isAccessibleFrom(packageName)
                && handler.event().type().isAccessibleFrom(packageName)
                && (handler.isPublic() || type.packageName().equals(packageName));
    }

    /**
     * Whether dispatchers in other packages need a bridge to call a handler.
     *
     * @param handler the handler
     * @return true if its class, method or event type is not public
     */
    public boolean needsBridge(HandlerDeclaration handler) {
        return handler.isDispatchable()
                && !(type.isPublic()
                        && handler.isPublic()
                        && handler.event().type().isPublic());
    }
}
