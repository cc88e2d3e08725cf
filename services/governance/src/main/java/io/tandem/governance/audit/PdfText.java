package io.tandem.governance.audit;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;

/// Lines of text on pages of A4, broken where they are too long. A character that the fonts do not have is a question
/// mark.
public final class PdfText implements AutoCloseable {
    private static final float MARGIN = 50;
    private static final float LEADING = 1.35f;
    private static final float BODY = 10;
    private static final float SMALL = 8;
    private static final float TITLE = 15;
    private static final float UNITS = 1000;

    private final PDDocument document;
    private final PDFont regular = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private @Nullable PDPageContentStream page;
    private float y;

    public PdfText(PDDocument document) {
        this.document = document;
    }

    public void title(String text) throws IOException {
        y -= TITLE / 2;
        put(text, bold, TITLE);
    }

    public void strong(String text) throws IOException {
        y -= SMALL / 2;
        put(text, bold, BODY);
    }

    public void line(String text) throws IOException {
        put(text, regular, BODY);
    }

    public void small(String text) throws IOException {
        put(text, regular, SMALL);
    }

    @Override
    public void close() throws IOException {
        if (page != null) {
            page.close();
        }
    }

    private void put(String text, PDFont font, float size) throws IOException {
        String rest = encodable(text, font);
        float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
        while (!rest.isEmpty()) {
            int fits = fitting(rest, font, width * UNITS / size);
            PDPageContentStream to = onPage(size);
            to.beginText();
            to.setFont(font, size);
            to.newLineAtOffset(MARGIN, y);
            to.showText(rest.substring(0, fits).stripTrailing());
            to.endText();
            rest = rest.substring(fits).stripLeading();
        }
    }

    /// How many characters go on a line, up to a space where there is one.
    private static int fitting(String text, PDFont font, float units) throws IOException {
        float used = 0;
        int space = 0;
        for (int i = 0; i < text.length(); i++) {
            used += font.getStringWidth(text.substring(i, i + 1));
            if (used > units) {
                return space > 0 ? space : Math.max(1, i);
            }
            if (text.charAt(i) == ' ') {
                space = i + 1;
            }
        }
        return text.length();
    }

    private PDPageContentStream onPage(float size) throws IOException {
        PDPageContentStream current = page;
        if (current == null || y - size * LEADING < MARGIN) {
            if (current != null) {
                current.close();
            }
            PDPage fresh = new PDPage(PDRectangle.A4);
            document.addPage(fresh);
            current = new PDPageContentStream(document, fresh);
            page = current;
            y = PDRectangle.A4.getHeight() - MARGIN;
        }
        y -= size * LEADING;
        return current;
    }

    private static String encodable(String text, PDFont font) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            String character = Character.isISOControl(point) ? " " : Character.toString(point);
            try {
                font.encode(character);
                shown.append(character);
            } catch (IOException | IllegalArgumentException e) {
                shown.append('?');
            }
        });
        return shown.toString().strip();
    }
}
