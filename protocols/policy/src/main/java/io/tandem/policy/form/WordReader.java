package io.tandem.registry.rule;
