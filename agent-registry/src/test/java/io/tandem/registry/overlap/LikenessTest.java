package io.tandem.registry.overlap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.registry.definition.DefinitionReader;
import io.tandem.registry.definition.DefinitionSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// How well likeness tells near-duplicates from agents that are merely about the same matter.
/// `docs/reference/near-duplicates.md` states these figures.
class LikenessTest {
    private static final double THRESHOLD = 0.55;

    private record Written(String matter, boolean beside, Profile profile) {
        boolean sameAgent(Written other) {
            return matter.equals(other.matter) && !beside && !other.beside;
        }
    }

    private record Count(int pairs, int same, int found, int falseAlarms) {}

    @Test
    void findsAllNearDuplicatesOfTheSetThatTheThresholdWasChosenOn() {
        assertThat(count(written("agents.txt"))).isEqualTo(new Count(630, 12, 12, 0));
    }

    @Test
    void raisesNoFalseAlarmOnTheSetWrittenAfterwardsAndMissesWhatIsSaidInOtherWords() {
        assertThat(count(written("held-out.txt"))).isEqualTo(new Count(276, 8, 3, 0));
    }

    @Test
    void findsNoneInTheDemoSet() throws IOException {
        List<Written> demo = new ArrayList<>();
        DefinitionReader reader = new DefinitionReader(new DefinitionSchema());
        try (var files = Files.list(Path.of("../cli/src/main/resources/demo"))) {
            for (Path file : files.sorted().toList()) {
                demo.add(new Written(
                        file.toString(),
                        true,
                        Profile.of(reader.yaml(Files.readString(file)).spec())));
            }
        }
        assertThat(demo).hasSize(5);
        assertThat(count(demo)).isEqualTo(new Count(10, 0, 0, 0));
    }

    @Test
    void countsTheToolsAQuarterAndNotAtAllWhereThereAreNone() {
        Profile with = profile("orders, customers and products", "database/query");
        assertThat(Likeness.of(with, with).score()).isEqualTo(1);
        Profile other = profile("orders, customers and products", "mail/send");
        assertThat(Likeness.of(with, other).score()).isEqualTo(0.75);
        Profile bare = profile("orders, customers and products", "");
        assertThat(Likeness.of(bare, bare).score()).isEqualTo(1);
    }

    @Test
    void saysNothingOfTwoWords() {
        Profile short1 = profile("orders and customers", "");
        assertThat(Likeness.of(short1, short1).score()).isZero();
    }

    private static Profile profile(String text, String tool) {
        return Profile.of(text, text, tool.isEmpty() ? List.of() : List.of(tool));
    }

    private static Count count(List<Written> all) {
        int pairs = 0;
        int same = 0;
        int found = 0;
        int falseAlarms = 0;
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                boolean alike =
                        Likeness.of(all.get(i).profile, all.get(j).profile).score() >= THRESHOLD;
                boolean really = all.get(i).sameAgent(all.get(j));
                pairs++;
                same += really ? 1 : 0;
                found += really && alike ? 1 : 0;
                falseAlarms += !really && alike ? 1 : 0;
            }
        }
        return new Count(pairs, same, found, falseAlarms);
    }

    private static List<Written> written(String file) {
        var in = Objects.requireNonNull(LikenessTest.class.getResourceAsStream(file), file);
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .map(cell -> new Written(
                            cell[0].strip(),
                            cell[1].strip().equals("beside"),
                            Profile.of(
                                    cell[3],
                                    cell[3] + " " + cell[4],
                                    Arrays.stream(cell[2].split(","))
                                            .map(String::strip)
                                            .filter(tool -> !tool.isEmpty())
                                            .toList())))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
