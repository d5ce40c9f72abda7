// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.cli.support.CommandException;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.HorizontalBarStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars as a PNG picture on a light ground, as wide as a page on GitHub shows it.
 *
 * @param unit of all values
 * @param bars from top to bottom, each with a value for each series
 * @param series what the values of a bar are; shown as a legend if there are several
 */
public record BarChart(String title, String unit, List<Bar> bars, List<String> series) {

    private static final int WIDTH = 900;
    private static final int HEIGHT_OF_FRAME = 150;
    private static final int HEIGHT_OF_BAR = 18;
    private static final int HEIGHT_BETWEEN = 12;
    private static final double FILL = 0.75;
    private static final Color INK = new Color(0x24292F);
    private static final Color LINES = new Color(0xD0D7DE);
    private static final Color[] COLOURS = {new Color(0x2F6FBF), new Color(0xE08A3C), new Color(0x7A9E5F)};
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);

    /** @param values one for each series */
    public record Bar(String name, List<Double> values) {
        public Bar {
            values = List.copyOf(values);
        }
    }

    /** @throws IllegalArgumentException if there is no bar, or one does not have a value for each series */
    public BarChart {
        bars = List.copyOf(bars);
        series = List.copyOf(series);
        int width = series.size();
        if (bars.isEmpty() || bars.stream().anyMatch(bar -> bar.values().size() != width)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a chart has bars with %d values each", width));
        }
    }

    /**
     * Writes it. Folders that are missing are made.
     *
     * @param date of the results that it shows; noted in the file
     * @throws CommandException if this machine can't draw text
     */
    public void save(Path file, String date) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            DatedPng.write(BitmapEncoder.getBufferedImage(chart()), date, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LinkageError | InternalError e) {
            // What a JDK without a library for fonts, or a machine without fonts, ends with.
            throw new CommandException(
                    "no picture can be drawn, since this machine has no fonts (on Debian and Ubuntu: fontconfig and"
                            + " fonts-dejavu-core): " + e,
                    e);
        }
    }

    /** The date that was noted in a picture; empty if there is none. */
    public static String date(Path file) {
        try {
            return DatedPng.date(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HorizontalBarChart chart() {
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(HEIGHT_OF_FRAME + bars.size() * (series.size() * HEIGHT_OF_BAR + HEIGHT_BETWEEN))
                .title(title)
                .xAxisTitle(unit)
                .build();
        style(chart.getStyler());
        List<String> names = bars.stream().map(this::label).toList();
        for (int i = 0; i < series.size(); i++) {
            int at = i;
            chart.addSeries(
                    series.get(i),
                    bars.stream().map(bar -> bar.values().get(at)).toList(),
                    names);
        }
        return chart;
    }

    /** With its figures, so that they can be read off. */
    private String label(Bar bar) {
        List<String> numbers = bar.values().stream().map(Numbers::text).toList();
        return bar.name() + "  " + String.join(" / ", numbers);
    }

    private void style(HorizontalBarStyler style) {
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridHorizontalLinesVisible(false);
        style.setPlotGridLinesColor(LINES);
        style.setChartFontColor(INK);
        style.setAxisTickLabelsColor(INK);
        style.setChartTitleFont(TITLE);
        style.setChartTitleBoxVisible(false);
        style.setAxisTickLabelsFont(PLAIN);
        style.setAxisTitleFont(PLAIN);
        // It goes for the names of the bars, too; by default every second one is left out where bars are narrow.
        style.setXAxisMaxLabelCount(Math.max(2, bars.size()));
        style.setXAxisDecimalPattern("#,##0.##");
        style.setXAxisMin(0.0);
        style.setSeriesColors(COLOURS);
        style.setAvailableSpaceFill(FILL);
        style.setLegendFont(PLAIN);
        style.setLegendVisible(series.size() > 1);
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
    }
}
