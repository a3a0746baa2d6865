package dev.eventbus.processor.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** What a validation found, in the order of finding. */
public final class Report {

    private final List<Finding> findings = new ArrayList<>();

    /** An empty report. */
    public Report() {}

    /**
     * Adds a finding.
     *
     * @param problem what kind it is
     * @param place where it is
     * @param details what the text of the problem has gaps for
     */
    public void add(Problem problem, Place place, Object... details) {
        findings.add(new Finding(problem, place, problem.text(details)));
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
