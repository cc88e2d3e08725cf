package io.tandem.registry.agent;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody saved the draft.
@Entity
@Table(name = "draft_edit")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class DraftEditRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String agent;
    String editor;
    Instant at;

    DraftEditRow() {}

    static void note(String agent, String editor, Instant at) {
        DraftEditRow row = new DraftEditRow();
        row.agent = agent;
        row.editor = editor;
        row.at = at;
        row.persist();
    }

    static List<String> editors(String agent, Instant since) {
        return DraftEditRow.<DraftEditRow>list("agent = ?1 and at > ?2", agent, since).stream()
                .map(row -> row.editor)
                .distinct()
                .sorted()
                .toList();
    }
}
