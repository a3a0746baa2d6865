package dev.eventbus.processor.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** What a validation found, in the order of finding. */
public final class ValidationReport {

    private final List<Finding> findings = new ArrayList<>();

    /** An empty report. */
    public ValidationReport() {}

    /**
     * Adds a finding.
     *
     * @param problem what kind it is
     * @param location where it is
     * @param details what the text of the problem has gaps for
     */
    public void add(Problem problem, SourceLocation location, Object... details) {
        findings.add(new Finding(problem, location, problem.text(details)));
    }

    /**
     * Whether something was found that makes the class unusable.
     *
     * @return false if there are warnings at most
     */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.problem().suppression() == null);
    }

    /**
     * What was found.
     *
     * @return the findings
     */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
