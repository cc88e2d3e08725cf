import { countText } from '../../ui/words.ts'

/** How often each occurs, as bars to scale with their figures; a list for who does not see them. */
export function Bars({ label, counts }: { label: string; counts: { name: string; count: number }[] }) {
  const most = Math.max(1, ...counts.map(({ count }) => count))
  if (counts.length === 0) return <p className="tandem-muted">None.</p>
  return (
    <ul aria-label={label} className="tandem-bars">
      {counts.map(({ name, count }) => (
        <li key={name}>
          <span className="tandem-wrap">{name}</span>
          <span className="tandem-bar" aria-hidden="true">
            <span style={{ inlineSize: `${(100 * count) / most}%` }} />
          </span>
          <strong>{countText(count)}</strong>
        </li>
      ))}
    </ul>
  )
}
