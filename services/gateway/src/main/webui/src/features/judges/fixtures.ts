import type { Judge } from '../../api/hooks/useJudges.ts'

/** For tests: it counts on deep, and was never calibrated on fast. */
export const judge: Judge = {
  team: 'sales',
  name: 'polite',
  rubric: 'It is polite.',
  changedBy: 'person:builder',
  changedAt: '2026-01-01T00:00:00Z',
  good: 20,
  bad: 20,
  needed: 20,
  onTiers: [
    { tier: 'fast', counts: false, sentence: 'Advice only: nobody has compared it with people’s labels on this tier yet. Calibrate it.' },
    {
      tier: 'deep',
      counts: true,
      sentence: 'It counts: it agrees with people by a kappa of 0.95 (0.75 to 0.99) on 40 answers, judged by m1.',
      calibration: {
        id: 'cal-1',
        tier: 'deep',
        state: 'DONE',
        model: 'm1',
        of: 40,
        done: 40,
        askedBy: 'person:builder',
        createdAt: '2026-01-01T00:00:00Z',
        finishedAt: '2026-01-01T00:01:00Z',
        result: {
          agreement: { bothYes: 20, judgeOnly: 1, peopleOnly: 0, bothNo: 19 },
          kappa: 0.95,
          low: 0.75,
          high: 0.99,
          undecided: 0,
          judged: [{ label: 'lbl-1', meets: true, said: 'PASS', reason: 'It says please.' }],
        },
      },
    },
  ],
}
