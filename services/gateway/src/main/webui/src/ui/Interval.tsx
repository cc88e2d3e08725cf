interface Props {
  /** What is drawn, read out instead of the picture. */
  label: string
  value: number
  low: number
  high: number
  /** The ends of the scale. */
  from: number
  to: number
  /** Lines across, such as zero and the margin. */
  marks?: number[]
}

const WIDTH = 200
const HEIGHT = 20
const EDGE = 6
const MIDDLE = HEIGHT / 2

/** A value with its interval, on a scale. */
export function Interval({ label, value, low, high, from, to, marks = [] }: Props) {
  const at = (x: number) => ((Math.min(Math.max(x, from), to) - from) / (to - from)) * (WIDTH - 2 * EDGE) + EDGE
  return (
    <svg className="tandem-interval" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <title>{label}</title>
      <line className="tandem-interval-scale" x1={EDGE} x2={WIDTH - EDGE} y1={MIDDLE} y2={MIDDLE} />
      {marks.map((mark) => (
        <line key={mark} className="tandem-interval-mark" x1={at(mark)} x2={at(mark)} y1={2} y2={HEIGHT - 2} />
      ))}
      <line className="tandem-interval-range" x1={at(low)} x2={at(high)} y1={MIDDLE} y2={MIDDLE} />
      <circle className="tandem-interval-value" cx={at(value)} cy={MIDDLE} r={5} />
    </svg>
  )
}
