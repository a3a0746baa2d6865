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

/** Writes generated classes to where the compiler wants them. */
public final class SourceWriter {

    private static final Pattern JAVA_LANG_IMPORT = Pattern.compile("import java\\.lang\\.(\\w+);\n");
    private static final Pattern LINE_BREAK_AFTER_THROWS = Pattern.compile(" throws\\n ++(?!\\*)");

    private final Filer filer;
    private final Elements elements;
    private final OutputLocations locations;
    private final ExistingClasses existing;
    private final Map<String, Boolean> existingClasses = new HashMap<>();

    /**
     * A writer.
     *
     * @param filer the compiler's
     * @param elements the compiler's
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
     * @param subscriber the class that it is for
     * @param source where that is declared
     * @return where another class with the table's name is; empty if all went well
     */
    public Optional<String> writeTable(SubscriberDeclaration subscriber, Element source) {
        return write(subscriber.table(), new HandlerTableWriter(subscriber).write(), List.of(source));
    }

    /**
     * Writes an event descriptor.
     *
     * @param event the type that it is for
     * @param source where that is declared
     * @return where another class with the descriptor's name is; empty if all went well
     */
    public Optional<String> writeDescriptor(EventDeclaration event, Element source) {
        return write(event.descriptor(), new EventDescriptorWriter(event).write(), List.of(source));
    }

    /**
     * Writes the index and the file through which {@link java.util.ServiceLoader} finds it.
     *
     * @param wanted the name that it shall have
     * @param plan what it contains
     * @param sources where all of that is declared
     * @return its name, or why it could not be written
     */
    public IndexOutcome writeIndex(TypeReference wanted, IndexPlan plan, Collection<? extends Element> sources) {
        IndexOutcome outcome = existing.resolveIndexName(wanted, module(sources));
        if (outcome.clash() == null) {
            Optional<String> clash = write(outcome.name(), new IndexWriter(outcome.name(), plan).write(), sources);
            if (clash.isPresent()) {
                return new IndexOutcome(outcome.name(), clash.get());
            }
            writeService(outcome.name(), sources);
        }
        return outcome;
    }

    /**
     * Whether the output of this compilation has the class file of a type.
     *
     * @param topLevel a top-level type
     * @return false also if that cannot be told
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
        // JavaPoet breaks lines after "throws"; nobody else does.
        String text = LINE_BREAK_AFTER_THROWS.matcher(source).replaceAll("\n            throws ");
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

    /** Whether a package has a class of a name, which is meant then where that of {@code java.lang} is not imported. */
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
