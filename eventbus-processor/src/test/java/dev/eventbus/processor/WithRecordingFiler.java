package dev.eventbus.processor;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** Our processor with a compiler that records the originating elements of each file. */
final class WithRecordingFiler extends AbstractProcessor {

    private final EventBusProcessor processor = new EventBusProcessor();
    private final Map<String, List<String>> originsByFile = new TreeMap<>();

    /** Names of elements, sorted, by the name of the class, or path and location of the resource. */
    Map<String, List<String>> originsByFile() {
        return originsByFile;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        Filer filer = new Recording(environment.getFiler());
        processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (proxy, method, args) ->
                        method.getName().equals("getFiler") ? filer : method.invoke(environment, args)));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
        return processor.process(annotations, environment);
    }

    private final class Recording implements Filer {

        private final Filer filer;

        Recording(Filer filer) {
            this.filer = filer;
        }

        private void record(String file, Element[] elements) {
            originsByFile.put(
                    file, Stream.of(elements).map(Element::toString).sorted().toList());
        }

        @Override
        public JavaFileObject createSourceFile(CharSequence name, Element... elements) throws IOException {
            record(name.toString(), elements);
            return filer.createSourceFile(name, elements);
        }

        @Override
        public JavaFileObject createClassFile(CharSequence name, Element... elements) throws IOException {
            record(name.toString(), elements);
            return filer.createClassFile(name, elements);
        }

        @Override
        public FileObject createResource(
                JavaFileManager.Location location, CharSequence packageName, CharSequence name, Element... elements)
                throws IOException {
            record(packageName + "" + name + " in " + location, elements);
            return filer.createResource(location, packageName, name, elements);
        }

        @Override
        public FileObject getResource(JavaFileManager.Location location, CharSequence packageName, CharSequence name)
                throws IOException {
            return filer.getResource(location, packageName, name);
        }
    }
}
