package dev.eventbus.processor.validation;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.eventbus.Subscribe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Method bodies as trees of javac. This class is loaded only if the JDK's compiler exists; see {@link MethodBodies#of}.
 */
final class JavacMethodBodies implements MethodBodies {

    private final Trees trees;

    /**
     * Creates a view of the bodies of a compilation.
     *
     * @throws IllegalArgumentException if the compiler is not javac
     */
    JavacMethodBodies(ProcessingEnvironment environment) {
        this.trees = Trees.instance(environment);
    }

    @Override
    public boolean hasNoCatch(ExecutableElement method) {
        MethodTree tree = trees.getTree(method);
        if (tree == null || tree.getBody() == null) {
            return false;
        }
        boolean[] catches = {false};
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitCatch(CatchTree node, @Nullable Void unused) {
                catches[0] = true;
                return null;
            }
        }.scan(tree.getBody(), null);
        return !catches[0];
    }

    @Override
    public boolean publishes(TypeElement type, TypeElement event) {
        Tree tree = trees.getTree(type);
        if (tree == null) {
            return false;
        }
        String name = event.getSimpleName().toString();
        Set<String> variables = new HashSet<>();
        boolean[] publishes = {false};
        // Two passes, because fields can be declared after the methods that use them.
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree node, @Nullable Void unused) {
                if (name.equals(lastName(node.getType()))) {
                    variables.add(node.getName().toString());
                }
                return super.visitVariable(node, null);
            }
        }.scan(tree, null);
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void unused) {
                String method = lastName(node.getMethodSelect());
                publishes[0] |= method != null
                        && method.startsWith("publish")
                        && node.getArguments().stream().anyMatch(argument -> isEvent(argument, name, variables));
                return super.visitMethodInvocation(node, null);
            }
        }.scan(tree, null);
        return publishes[0];
    }

    private static boolean isEvent(ExpressionTree argument, String event, Set<String> variables) {
        if (argument instanceof NewClassTree created) {
            return event.equals(lastName(created.getIdentifier()));
        }
        String name = lastName(argument);
        return name != null && variables.contains(name);
    }

    @Override
    public Optional<Boolean> hasSource(TypeElement type) {
        return Optional.of(trees.getPath(type) != null);
    }

    @Override
    public List<Element> findMembersWithLocalHandlers(Set<? extends Element> roots) {
        List<Element> found = new ArrayList<>();
        for (Element root : roots) {
            TreePath path = trees.getPath(root);
            if (path != null && root instanceof TypeElement && mentionsSubscribe(path)) {
                new LocalHandlers(found).scan(path, null);
            }
        }
        return found;
    }

    /** Whether a source file imports the annotation. Few files do, and the others need not be searched. */
    private static boolean mentionsSubscribe(TreePath path) {
        return path.getCompilationUnit().getImports().stream()
                .map(imported -> imported.getQualifiedIdentifier().toString())
                .anyMatch(name ->
                        name.equals(Subscribe.class.getName()) || name.equals(Subscribe.class.getPackageName() + ".*"));
    }

    /** The last name in {@code a.b.c}; null for any other expression. */
    private static @Nullable String lastName(@Nullable Tree tree) {
        if (tree instanceof IdentifierTree identifier) {
            return identifier.getName().toString();
        }
        return tree instanceof MemberSelectTree select ? select.getIdentifier().toString() : null;
    }

    /** Visits a top-level class and collects the members in whose bodies a class declares a handler. */
    private final class LocalHandlers extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final List<Element> found;
        /** The member whose body is being visited; null outside of bodies. */
        private @Nullable Element member;

        private boolean inLocalClass;

        LocalHandlers(List<Element> found) {
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
            if (member != null) {
                boolean before = inLocalClass;
                inLocalClass = true;
                super.visitClass(node, null);
                inLocalClass = before;
                return null;
            }
            for (Tree each : node.getMembers()) {
                if (each instanceof ClassTree) {
                    scan(each, null);
                } else {
                    TreePath path = new TreePath(getCurrentPath(), each);
                    Element element = trees.getElement(path);
                    member = element != null ? element : trees.getElement(getCurrentPath());
                    scan(each, null);
                    member = null;
                }
            }
            return null;
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void unused) {
            if (inLocalClass
                    && member != null
                    && Subscribe.class.getSimpleName().equals(lastName(node.getAnnotationType()))
                    && !found.contains(member)) {
                found.add(member);
            }
            return null;
        }
    }
}
