package dev.eventbus.processor.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** The findings of a validation, in the order in which they were found. */
public final class ValidationReport {

    private final List<Finding> findings = new ArrayList<>();

    /** Creates an empty report. */
    public ValidationReport() {}

    /**
     * Adds a finding.
     *
     * @param problem the kind of problem
     * @param location where it is
     * @param details the values for the placeholders in the text of the problem
     */
    public void add(Problem problem, SourceLocation location, Object... details) {
        findings.add(new Finding(problem, location, problem.text(details)));
    }

    /**
     * Whether one of the findings is an error.
     *
     * @return false if there are only warnings
     */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.problem().suppression() == null);
    }

    /**
     * Returns the findings.
     *
     * @return the findings
     */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
