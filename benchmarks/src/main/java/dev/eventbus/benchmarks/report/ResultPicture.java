package dev.eventbus.benchmarks.report;

import dev.eventbus.benchmarks.report.Results.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Results as a picture in SVG: a panel for each work, a bar for the median of each contender, the best first, and a
 * thin line for its range. Says which way is better, since some works count events and some time.
 */
final class ResultPicture {

    private static final int WIDTH = 380;
    private static final int LABEL = 170;
    private static final int BARS = WIDTH - LABEL - 60;
    private static final int ROW = 18;
    private static final int HEAD = 44;
    private static final int GAP = 24;

    private final StringBuilder svg = new StringBuilder();

    private ResultPicture() {}

    /**
     * A picture.
     *
     * @param works the works to show, with a title for each, in the order of the panels
     */
    static String of(Results results, Map<String, String> works) {
        ResultPicture picture = new ResultPicture();
        int[] bottoms = new int[2];
        for (Map.Entry<String, String> work : works.entrySet()) {
            Map<String, Values> contenders = results.byWork().get(work.getKey());
            if (contenders == null) {
                throw new IllegalArgumentException("no results for \"" + work.getKey() + "\"; there are "
                        + results.byWork().keySet());
            }
            int column = bottoms[0] <= bottoms[1] ? 0 : 1;
            bottoms[column] = picture.panel(work.getValue(), contenders, column * (WIDTH + GAP), bottoms[column]) + GAP;
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                                + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                        2 * WIDTH + GAP,
                        Math.max(bottoms[0], bottoms[1]))
                + picture.svg + "</svg>\n";
    }

    private int panel(String title, Map<String, Values> contenders, int left, int top) {
        List<Map.Entry<String, Values>> order = new ArrayList<>(contenders.entrySet());
        boolean moreIsBetter = order.get(0).getValue().unit().startsWith("M");
        Comparator<Map.Entry<String, Values>> byMedian =
                Comparator.comparingDouble(entry -> entry.getValue().median());
        order.sort(moreIsBetter ? byMedian.reversed() : byMedian);
        double longest = order.stream()
                .mapToDouble(entry -> entry.getValue().most())
                .max()
                .orElse(1);
        String unit = order.get(0).getValue().unit();
        text(left, top + 16, "start", "#111111", "<tspan font-weight=\"bold\">" + title + "</tspan>");
        text(left, top + 32, "start", "#555555", unit + (moreIsBetter ? ", more is better" : ", less is better"));
        int y = top + HEAD;
        for (Map.Entry<String, Values> entry : order) {
            bar(entry, left, y, longest);
            y += ROW;
        }
        return y;
    }

    private void bar(Map.Entry<String, Values> entry, int left, int y, double longest) {
        Values values = entry.getValue();
        boolean ours = entry.getKey().startsWith("eventbus");
        double length = BARS * values.median() / longest;
        text(left + LABEL - 6, y + 12, "end", "#111111", entry.getKey());
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"12\" fill=\"%s\"/>%n",
                left + LABEL,
                y + 2,
                length,
                ours ? "#1b6ca8" : "#b5bec6"));
        double least = BARS * values.least() / longest;
        double most = BARS * values.most() / longest;
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#333333\"/>%n",
                left + LABEL + least,
                left + LABEL + most,
                y + 8,
                y + 8));
        text(
                (int) (left + LABEL + Math.max(length, most) + 4),
                y + 12,
                "start",
                "#111111",
                ResultTable.rounded(values.median()));
    }

    private void text(int x, int y, String anchor, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                text));
    }
}
