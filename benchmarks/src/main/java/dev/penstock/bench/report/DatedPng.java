// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/** PNG pictures that say of when they are, in a text chunk with the keyword that PNG has for it, "Creation Time". */
final class DatedPng {

    private static final String PNG = "png";
    private static final String FORMAT = "javax_imageio_png_1.0";
    private static final String ENTRY = "tEXtEntry";
    private static final String KEYWORD = "keyword";
    private static final String VALUE = "value";
    private static final String DATE = "Creation Time";

    private DatedPng() {}

    static void write(BufferedImage image, String date, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(PNG).next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
        metadata.mergeTree(FORMAT, text(date));
        // What is there would be written over, and what is longer would stay behind.
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(new IIOImage(image, List.of(), metadata));
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadataNode text(String date) {
        var entry = new IIOMetadataNode(ENTRY);
        entry.setAttribute(KEYWORD, DATE);
        entry.setAttribute(VALUE, date);
        var texts = new IIOMetadataNode("tEXt");
        texts.appendChild(entry);
        var root = new IIOMetadataNode(FORMAT);
        root.appendChild(texts);
        return root;
    }

    /** Empty if it says nothing. */
    static String date(Path file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(PNG).next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            NodeList texts = ((Element) reader.getImageMetadata(0).getAsTree(FORMAT)).getElementsByTagName(ENTRY);
            for (int i = 0; i < texts.getLength(); i++) {
                var text = (Element) texts.item(i);
                if (text.getAttribute(KEYWORD).equals(DATE)) {
                    return text.getAttribute(VALUE);
                }
            }
            return "";
        } finally {
            reader.dispose();
        }
    }
}
