package dev.eventbus.processor.fuzz;

import dev.eventbus.processor.model.FileNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A class to be written, with or without handlers. */
final class Declared {

    final String name;
    final String binary;
    /** The path of its table without the extension. */
    final String table;

    final String kind;
    final String modifiers;
    final List<String> typeParameters;
    final String header;
    final List<SampleHandler> handlers = new ArrayList<>();
    final List<Declared> nested = new ArrayList<>();
    final List<String> members = new ArrayList<>();

    /**
     * A class.
     *
     * @param outer the class around it; null for none
     * @param kind {@code class}, {@code record} or {@code enum}
     * @param modifiers what stands before that
     * @param header what follows the type parameters up to the brace
     */
    Declared(
            String packageName,
            @Nullable Declared outer,
            String name,
            String kind,
            String modifiers,
            List<String> typeParameters,
            String header) {
        String prefix = packageName.isEmpty() ? "" : packageName + ".";
        this.name = name;
        this.binary = outer == null ? prefix + name : outer.binary + "$" + name;
        this.table = outer == null
                ? prefix.replace('.', '/') + name + "_Handlers"
                : outer.table.substring(0, outer.table.length() - "Handlers".length()) + name + "_Handlers";
        this.kind = kind;
        this.modifiers = modifiers;
        this.typeParameters = typeParameters;
        this.header = header;
    }

    private Declared(Declared original) {
        name = original.name;
        binary = original.binary;
        table = original.table;
        kind = original.kind;
        modifiers = original.modifiers;
        typeParameters = original.typeParameters;
        header = original.header;
        original.handlers.forEach(handler -> handlers.add(handler.copy()));
        original.nested.forEach(each -> nested.add(each.copy()));
        members.addAll(original.members);
    }

    /** A copy that can be changed independently. */
    Declared copy() {
        return new Declared(this);
    }

    /** Whether another handler has the same name. */
    boolean overloads(SampleHandler handler) {
        return handlers.stream().anyMatch(each -> each != handler && each.method.equals(handler.method));
    }

    /** This class and all nested classes. */
    Stream<Declared> all() {
        return Stream.concat(Stream.of(this), nested.stream().flatMap(Declared::all));
    }

    /** The name by which another class extends this one. */
    String asSupertype() {
        List<String> arguments = Collections.nCopies(typeParameters.size(), "java.lang.String");
        return name + (arguments.isEmpty() ? "" : "<" + String.join(", ", arguments) + ">");
    }

    /** Keeps only the handlers with these numbers, and the nested classes that are still needed. */
    void retain(List<Integer> ids) {
        handlers.removeIf(handler -> !ids.contains(handler.id));
        nested.forEach(each -> each.retain(ids));
        nested.removeIf(each -> each.handlers.isEmpty()
                && each.nested.isEmpty()
                && each.members.isEmpty()
                && !each.kind.equals("record"));
    }

    String source() {
        StringBuilder text = new StringBuilder(modifiers + kind + " " + name);
        text.append(typeParameters.isEmpty() ? "" : "<" + String.join(", ", typeParameters) + ">");
        text.append(header).append(" {\n").append(kind.equals("enum") ? "    ONE;\n" : "");
        handlers.forEach(handler -> text.append(handler.source().indent(4)));
        members.forEach(member -> text.append(member.indent(4)));
        nested.forEach(each -> text.append(each.source().indent(4)));
        return text.append("}\n").append(concrete()).toString();
    }

    /** For an abstract class, a concrete subclass that overrides a handler. */
    private String concrete() {
        if (!modifiers.contains("abstract ")) {
            return "";
        }
        SampleHandler handler = overridden();
        String member =
                handler == null ? "" : " @java.lang.Override " + handler.declaration(handler.id + " overridden") + " ";
        return (modifiers.contains("static ") ? "static " : "") + "final class " + name + Instances.CONCRETE
                + " extends " + asSupertype() + " {" + member + "}\n";
    }

    /** The handler that the concrete subclass of an abstract class overrides. */
    @Nullable
    SampleHandler overridden() {
        return handlers.stream()
                .filter(handler -> modifiers.contains("abstract ") && !handler.modifiers.contains("final "))
                .findFirst()
                .orElse(null);
    }

    /** The source file of its table, whose name is shortened if it is too long. */
    String tableFile() {
        int simple = table.lastIndexOf('/') + 1;
        String name = table.substring(simple, table.length() - "_Handlers".length());
        return table.substring(0, simple) + FileNames.shorten(name, "_Handlers", FileNames.MAX_BYTES) + ".java";
    }
}
