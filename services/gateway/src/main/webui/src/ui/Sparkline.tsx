interface Props {
  /** What is drawn, read out instead of the picture. */
  label: string
  values: number[]
  /** The top of the scale; the largest value where nothing is said. */
  most?: number
}

const WIDTH = 120
const HEIGHT = 24
const EDGE = 3

/** A figure over time, from zero on. */
export function Sparkline({ label, values, most = Math.max(...values, Number.MIN_VALUE) }: Props) {
  const x = (at: number) => (values.length === 1 ? WIDTH / 2 : EDGE + (at / (values.length - 1)) * (WIDTH - 2 * EDGE))
  const y = (value: number) => HEIGHT - EDGE - (value / most) * (HEIGHT - 2 * EDGE)
  return (
    <svg className="tandem-sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <title>{label}</title>
      <polyline points={values.map((value, at) => `${x(at)},${y(value)}`).join(' ')} />
      {values.length > 0 && <circle cx={x(values.length - 1)} cy={y(values.at(-1) ?? 0)} r={3} />}
    </svg>
  )
}
