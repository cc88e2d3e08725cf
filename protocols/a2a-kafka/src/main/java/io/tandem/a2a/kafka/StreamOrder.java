package io.tandem.a2a.kafka;

/// Keeps one stream in order: drops repeats and outdated attempts, notices gaps.
///
/// Journaled events carry a rising `seq` and name the one before them; deltas carry the `seq` of the turn that they
/// will
/// become and count from 1 within one attempt.
final class StreamOrder {
    private long seq;
    private long attempt;
    private long deltaSeq;
    private long delta;

    /// Whether the reply is the next thing to show.
    ///
    /// @throws StreamGap if something before it was never seen
    boolean admits(KafkaReply reply) throws StreamGap {
        if (reply.kind() == KafkaReply.Kind.END && seq > 0 && reply.seq() > seq) {
            throw new StreamGap(seq);
        }
        if (reply.kind() != KafkaReply.Kind.EVENT) {
            return true;
        }
        if (reply.attempt() < attempt) {
            return false;
        }
        attempt = reply.attempt();
        return reply.delta() > 0 ? admitsDelta(reply) : admitsEvent(reply);
    }

    private boolean admitsEvent(KafkaReply reply) throws StreamGap {
        if (reply.seq() <= seq) {
            return false;
        }
        if (reply.previousSeq() > seq && seq > 0) {
            throw new StreamGap(seq);
        }
        seq = reply.seq();
        return true;
    }

    private boolean admitsDelta(KafkaReply reply) {
        if (reply.seq() <= seq) {
            return false;
        }
        if (reply.seq() == deltaSeq && reply.delta() <= delta && reply.delta() > 1) {
            return false;
        }
        deltaSeq = reply.seq();
        delta = reply.delta();
        return true;
    }
}
