package dev.eventbus.processor.generation;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.eventbus.processor.model.EventDeclaration;
import dev.eventbus.processor.model.IndexPlan;
import dev.eventbus.processor.model.SubscriberDeclaration;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** Writes generated classes through the {@link Filer} of the compiler. */
public final class SourceWriter {

    private static final Pattern JAVA_LANG_IMPORT = Pattern.compile("import java\\.lang\\.(\\w+);\n");
    private static final Pattern LINE_BREAK_AFTER_THROWS = Pattern.compile(" throws\\n ++(?!\\*)");
    private static final Pattern DOCUMENTATION_OF_ONE_LINE =
            Pattern.compile("(?m)^( *+)/\\*\\*\\n *+\\* (.{1,105})\\n *+\\*/$");
    private static final Pattern EMPTY_BODY = Pattern.compile("\\) \\{\\n *+}");

    private final Filer filer;
    private final Elements elements;
    private final OutputLocations locations;
    private final ExistingClasses existing;
    private final Map<String, Boolean> existingClasses = new HashMap<>();

    /**
     * Creates a writer.
     *
     * @param filer the filer of the compiler
     * @param elements the elements of the compiler
     */
    public SourceWriter(Filer filer, Elements elements) {
        this.filer = filer;
        this.elements = elements;
        this.locations = new OutputLocations(filer);
        this.existing = new ExistingClasses(elements, locations);
    }

    /**
     * Writes a handler table.
     *
     * @param subscriber the subscriber class
     * @param source its element
     * @return where another class with the table's name is; empty if the table was written
     */
    public Optional<String> writeTable(SubscriberDeclaration subscriber, Element source) {
        return write(subscriber.table(), new HandlerTableWriter(subscriber).write(), List.of(source));
    }

    /**
     * Writes an event descriptor.
     *
     * @param event the event type
     * @param source its element
     * @return where another class with the descriptor's name is; empty if the descriptor was written
     */
    public Optional<String> writeDescriptor(EventDeclaration event, Element source) {
        return write(event.descriptor(), new EventDescriptorWriter(event).write(), List.of(source));
    }

    /**
     * Writes the index and the file through which {@link java.util.ServiceLoader} finds it.
     *
     * @param wanted the preferred name
     * @param plan the contents
     * @param sources the elements that the contents come from
     * @return its name, and the conflict that prevented it from being written, if any
     */
    public IndexOutcome writeIndex(TypeReference wanted, IndexPlan plan, Collection<? extends Element> sources) {
        IndexOutcome outcome = existing.resolveIndexName(wanted, module(sources));
        if (outcome.conflictLocation() == null) {
            Optional<String> clash = write(outcome.name(), new IndexWriter(outcome.name(), plan).write(), sources);
            if (clash.isPresent()) {
                return new IndexOutcome(outcome.name(), clash.get());
            }
            writeService(outcome.name(), sources);
        }
        return outcome;
    }

    /**
     * Whether the output of this compilation contains the class file of a type.
     *
     * @param topLevel a top-level type
     * @return false also if this is unknown
     */
    public boolean hasClassFile(TypeElement topLevel) {
        String packageName = elements.getPackageOf(topLevel).getQualifiedName().toString();
        return locations.hasClassFile(
                TypeReference.topLevel(packageName, topLevel.getSimpleName().toString()));
    }

    private Optional<String> write(TypeReference name, TypeSpec type, Collection<? extends Element> sources) {
        ModuleElement module = module(sources);
        Optional<String> clash = existing.findConflict(name, module);
        if (clash.isPresent()) {
            return clash;
        }
        JavaFile file =
                JavaFile.builder(name.packageName(), type).indent("    ").build();
        String source = file.toString();
        if (JAVA_LANG_IMPORT.matcher(source).results().noneMatch(it -> isIn(name.packageName(), it.group(1), module))) {
            source = JAVA_LANG_IMPORT.matcher(source).replaceAll("");
        }
        String text = formatted(source);
        try (Writer writer = filer.createSourceFile(name.binaryName(), sources.toArray(new Element[0]))
                .openWriter()) {
            writer.write(Ascii.escaped(text));
            return Optional.empty();
        } catch (FilerException alreadyThere) {
            return Optional.of("a source file of this compilation");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Corrects the layout of JavaPoet where a person would write it differently. */
    private static String formatted(String source) {
        String text = LINE_BREAK_AFTER_THROWS.matcher(source).replaceAll("\n            throws ");
        text = DOCUMENTATION_OF_ONE_LINE.matcher(text).replaceAll("$1/** $2 */");
        return EMPTY_BODY.matcher(text).replaceAll(") {}");
    }

    /** Whether a package contains a class that hides the class of {@code java.lang} with the same name. */
    private boolean isIn(String packageName, String className, ModuleElement module) {
        return existingClasses.computeIfAbsent(
                packageName.isEmpty() ? className : packageName + "." + className,
                name -> elements.getTypeElement(module, name) != null);
    }

    private ModuleElement module(Collection<? extends Element> sources) {
        return elements.getModuleOf(sources.iterator().next());
    }

    private void writeService(TypeReference index, Collection<? extends Element> sources) {
        String path = "META-INF/services/" + SubscriberIndex.class.getName();
        try (Writer writer = new OutputStreamWriter(
                filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, sources.toArray(new Element[0]))
                        .openOutputStream(),
                StandardCharsets.UTF_8)) {
            writer.write(index.binaryName() + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
