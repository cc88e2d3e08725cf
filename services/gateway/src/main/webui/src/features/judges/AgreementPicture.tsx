import type { Judge } from '../../api/hooks/useJudges.ts'

type Agreement = NonNullable<NonNullable<Judge['onTiers'][number]['calibration']>['result']>['agreement']

const CELL = 96
const HEIGHT = 44
const LEFT = 96
const TOP = 24

/** Judge beside people: four fields, the darker the more answers. */
export function AgreementPicture({ agreement }: { agreement: Agreement }) {
  const { bothYes, judgeOnly, peopleOnly, bothNo } = agreement
  const most = Math.max(bothYes, judgeOnly, peopleOnly, bothNo, 1)
  const told = `Both say yes to ${bothYes}, only the judge to ${judgeOnly}, only people to ${peopleOnly}, neither to ${bothNo}`
  const fields = [
    { x: 0, y: 0, count: bothYes, agrees: true },
    { x: 1, y: 0, count: judgeOnly, agrees: false },
    { x: 0, y: 1, count: peopleOnly, agrees: false },
    { x: 1, y: 1, count: bothNo, agrees: true },
  ]
  return (
    <svg className="tandem-agreement" width={LEFT + 2 * CELL} height={TOP + 2 * HEIGHT} role="img" aria-label={told}>
      <title>{told}</title>
      {['People: yes', 'People: no'].map((text, at) => (
        <text key={text} x={LEFT + (at + 0.5) * CELL} y={TOP - 8} textAnchor="middle">
          {text}
        </text>
      ))}
      {['Judge: yes', 'Judge: no'].map((text, at) => (
        <text key={text} x={LEFT - 8} y={TOP + (at + 0.5) * HEIGHT + 5} textAnchor="end">
          {text}
        </text>
      ))}
      {fields.map(({ x, y, count, agrees }) => (
        <g key={`${x}${y}`} className={agrees ? 'tandem-agreement-same' : 'tandem-agreement-other'}>
          <rect x={LEFT + x * CELL + 1} y={TOP + y * HEIGHT + 1} width={CELL - 2} height={HEIGHT - 2} fillOpacity={0.08 + (0.3 * count) / most} />
          <text x={LEFT + (x + 0.5) * CELL} y={TOP + (y + 0.5) * HEIGHT + 5} textAnchor="middle">
            {count}
          </text>
        </g>
      ))}
    </svg>
  )
}
