package io.tandem.a2a.kafka;

/// Keeps one stream in order: drops repeats and outdated attempts, notices gaps.
///
/// Journaled events carry a rising `seq` and name the one before them; deltas carry the `seq` of the turn that they
/// will become and count from 1 within one attempt.
final class StreamOrder {
    /// Where a stream begins that may begin in the middle of a task: whatever comes first is no gap.
    static final long ANYWHERE = -1;

    private long seq;
    private long attempt;
    private long deltaSeq;
    private long delta;

    /// @param after the number of the last event that the reader has, 0 for none, or [#ANYWHERE]
    StreamOrder(long after) {
        this.seq = after;
    }

    /// Whether the reply is the next thing to show.
    ///
    /// @throws StreamGap if something before it was never seen
    boolean admits(KafkaReply reply) throws StreamGap {
        if (reply.kind() == KafkaReply.Kind.END && seq != ANYWHERE && reply.seq() > seq) {
            throw new StreamGap(seq, reply.taskId());
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
        if (reply.previousSeq() > seq && seq != ANYWHERE) {
            throw new StreamGap(seq, reply.taskId());
        }
        seq = reply.seq();
        return true;
    }

    /// A piece of a turn never comes first: its task is told before.
    private boolean admitsDelta(KafkaReply reply) throws StreamGap {
        if (reply.seq() <= seq) {
            return false;
        }
        if (seq == 0) {
            throw new StreamGap(seq, reply.taskId());
        }
        if (reply.seq() == deltaSeq && reply.delta() <= delta && reply.delta() > 1) {
            return false;
        }
        deltaSeq = reply.seq();
        delta = reply.delta();
        return true;
    }
}
