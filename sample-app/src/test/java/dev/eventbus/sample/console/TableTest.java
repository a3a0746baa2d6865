package dev.eventbus.sample.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        CapturedScreen captured = new CapturedScreen();

        Table.of("name", "count")
                .row("a", "1,000,000")
                .row("Zoë and others", "7")
                .print(captured.screen().out());

        assertThat(captured.out().lines())
                .containsExactly(
                        "name                count",
                        "--------------  ---------",
                        "a               1,000,000",
                        "Zoë and others          7");
    }

    @Test
    void aRowHasACellForEachColumn() {
        Table table = Table.of("name", "count");

        assertThatThrownBy(() -> table.row("alone"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells for 2 columns");
    }
}
