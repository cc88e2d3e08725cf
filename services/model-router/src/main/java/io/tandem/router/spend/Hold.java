package io.tandem.router.spend;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is held back for one call, which may try several models.
///
/// @param id null where nothing is: the call is free, or nobody limits it
/// @param day what the call comes to is booked on it
public record Hold(@Nullable UUID id, LocalDate day) {}
