package io.tandem.router.catalog;

import java.util.List;

/// What a request's `model` means.
///
/// @param tier `fast`, `deep`, `auto`, or the model's name
/// @param models in the order in which they are tried
/// @param note what the caller should know about the choice, or nothing
public record Selection(String tier, List<Model> models, String note) {
    public Selection {
        models = List.copyOf(models);
    }
}
