package io.tandem.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.terminal.Shown;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// An evaluation as JUnit XML, which build servers show: one test case for each case, and one named `gate` for the
/// verdict on the whole, so that the file fails whenever the command does.
record JunitReport(JsonNode evaluation) {

    void write(Path file) {
        try (Writer to = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(to);
            write(xml);
            xml.close();
        } catch (IOException | XMLStreamException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The file " + file + " cannot be written (" + e.getClass().getSimpleName() + ").",
                    e);
        }
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        JsonNode cases = evaluation.path("report").path("cases");
        boolean passed = evaluation.path("passed").asBoolean();
        int failed = passed ? 0 : 1;
        double seconds = 0;
        for (JsonNode one : cases) {
            failed += one.has("reason") ? 1 : 0;
            seconds += seconds(one);
        }
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite());
        xml.writeAttribute("tests", Integer.toString(cases.size() + 1));
        xml.writeAttribute("failures", Integer.toString(failed));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("time", time(seconds));
        for (JsonNode one : cases) {
            test(xml, one.path("caseId").asText(), seconds(one), one.path("reason"), told(one));
        }
        JsonNode headline = evaluation.path("headline");
        test(
                xml,
                "gate",
                0,
                passed ? evaluation.path("none") : headline.isMissingNode() ? evaluation.path("problem") : headline,
                told());
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void test(XMLStreamWriter xml, String name, double seconds, JsonNode why, String told)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", suite());
        xml.writeAttribute("name", clean(name));
        xml.writeAttribute("time", time(seconds));
        if (!why.isMissingNode()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean(why.asText()));
            xml.writeCharacters(clean(told));
            xml.writeEndElement();
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(told));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private String suite() {
        return "tandem." + evaluation.path("agent").asText() + "@"
                + evaluation.path("version").asText();
    }

    private static String told(JsonNode one) {
        String before = one.path("activeAnswer").asText("");
        return "Asked: " + one.path("input").asText() + "\nAnswer: "
                + one.path("answer").asText()
                + (before.isEmpty() ? "" : "\nAnswer of the active version: " + before)
                + "\nTask: " + one.path("taskId").asText();
    }

    private String told() {
        StringBuilder told = new StringBuilder(evaluation.path("headline").asText(""));
        evaluation.path("report").path("reasons").forEach(reason -> told.append('\n')
                .append(reason.asText()));
        return told.toString();
    }

    private double seconds(JsonNode one) {
        double seconds = 0;
        for (JsonNode run : evaluation.path("evidence")) {
            if (run.path("caseId").asText().equals(one.path("caseId").asText())) {
                seconds += run.path("seconds").asDouble();
            }
        }
        return seconds;
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /// XML 1.0 holds no control characters.
    private static String clean(String text) {
        return Shown.text(text);
    }
}
