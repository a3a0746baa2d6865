package dev.eventbus.processor.model;

import java.util.Collections;
import java.util.List;

/**
 * An erased class, identified by its names.
 *
 * @param packageName the package; empty for the unnamed one
 * @param simpleNames the names from the outermost class to the class itself
 * @param typeParameters for each of these names, the number of type arguments that a type of the class takes there
 * @param isPublic whether the class and all enclosing classes are public
 */
public record TypeReference(
        String packageName, List<String> simpleNames, List<Integer> typeParameters, boolean isPublic)
        implements Comparable<TypeReference> {

    /**
     * Creates a reference to a public top-level class without type parameters.
     *
     * @param packageName the package; empty for the unnamed one
     * @param simpleName the name
     * @return a reference to it
     */
    public static TypeReference topLevel(String packageName, String simpleName) {
        return new TypeReference(packageName, List.of(simpleName), List.of(0), true);
    }

    /**
     * Returns the name as in class files and {@link Class#getName()}.
     *
     * @return the binary name
     */
    public String binaryName() {
        return inPackage(String.join("$", simpleNames));
    }

    /**
     * Returns the name as in source code.
     *
     * @return the canonical name
     */
    public String canonicalName() {
        return inPackage(String.join(".", simpleNames));
    }

    /**
     * Returns the innermost name.
     *
     * @return the simple name
     */
    public String simpleName() {
        return simpleNames.get(simpleNames.size() - 1);
    }

    /**
     * Returns the name without its package.
     *
     * @return the simple names, separated by dots
     */
    public String nestedName() {
        return String.join(".", simpleNames);
    }

    /**
     * Returns the name of a class that is generated for this one.
     *
     * @param suffix the suffix of its name
     * @return a class in the same package, named after this one
     */
    public TypeReference companion(String suffix) {
        return topLevel(packageName, FileNames.shorten(String.join("_", simpleNames), suffix, FileNames.MAX_BYTES));
    }

    /**
     * Whether code in a package can access this class, which is not private.
     *
     * @param otherPackage the package
     * @return true if the class is public or in that package
     */
    public boolean isAccessibleFrom(String otherPackage) {
        return isPublic || packageName.equals(otherPackage);
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
