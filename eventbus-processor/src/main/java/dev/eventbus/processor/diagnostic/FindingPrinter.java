package dev.eventbus.processor.diagnostic;

import javax.annotation.processing.Messager;

/** Shows findings to the user through the compiler. */
public final class FindingPrinter {

    private final Messager messager;

    /**
     * A printer.
     *
     * @param messager the compiler's
     */
    public FindingPrinter(Messager messager) {
        this.messager = messager;
    }

    /**
     * Shows all findings of a report.
     *
     * @param report the report
     */
    public void print(Report report) {
        report.findings().forEach(this::print);
    }

    private void print(Finding finding) {
        Place place = finding.place();
        messager.printMessage(
                finding.problem().kind(), finding.text(), place.element(), place.annotation(), place.value());
    }
}
