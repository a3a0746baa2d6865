package dev.eventbus.processor.model;

import java.util.Collections;
import java.util.List;

/**
 * A class, erased, by its names.
 *
 * @param packageName the package; empty for the unnamed one
 * @param simpleNames the names from the outermost class to the class itself
 * @param typeParameters for each of these names the number of type arguments that a type of the class takes there
 * @param open whether the class and all it is nested in are public
 */
public record TypeReference(String packageName, List<String> simpleNames, List<Integer> typeParameters, boolean open)
        implements Comparable<TypeReference> {

    /**
     * A public top-level class without type parameters.
     *
     * @param packageName the package; empty for the unnamed one
     * @param simpleName the name
     * @return a reference to it
     */
    public static TypeReference topLevel(String packageName, String simpleName) {
        return new TypeReference(packageName, List.of(simpleName), List.of(0), true);
    }

    /**
     * The name as the class file format and {@link Class#getName()} write it.
     *
     * @return the binary name
     */
    public String binaryName() {
        return inPackage(String.join("$", simpleNames));
    }

    /**
     * The name as source code writes it.
     *
     * @return the canonical name
     */
    public String canonicalName() {
        return inPackage(String.join(".", simpleNames));
    }

    /**
     * The innermost name.
     *
     * @return the simple name
     */
    public String simpleName() {
        return simpleNames.get(simpleNames.size() - 1);
    }

    /**
     * The name without its package.
     *
     * @return the simple names, separated by dots
     */
    public String nestedName() {
        return String.join(".", simpleNames);
    }

    /**
     * A generated class that belongs to this one.
     *
     * @param suffix what it is
     * @return a class in the same package, named after this one
     */
    public TypeReference companion(String suffix) {
        return topLevel(packageName, FileNames.shorten(String.join("_", simpleNames), suffix, FileNames.MAX_BYTES));
    }

    /**
     * Whether code of a package may name this class, which is not private.
     *
     * @param otherPackage the package
     * @return true if the class is public or in that package
     */
    public boolean isAccessibleFrom(String otherPackage) {
        return open || packageName.equals(otherPackage);
    }

    /**
     * Whether a type of the class takes type arguments.
     *
     * @return true if the class, or one that it is an inner class of, has type parameters
     */
    public boolean isGeneric() {
        return Collections.max(typeParameters) > 0;
    }

    @Override
    public int compareTo(TypeReference other) {
        return binaryName().compareTo(other.binaryName());
    }

    private String inPackage(String name) {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }
}
