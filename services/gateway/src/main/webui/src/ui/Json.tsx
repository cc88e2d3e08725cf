/** A value as it is, or a text as it stands. Reachable by keyboard because it may scroll. */
export function Json({ value, label }: { value: unknown; label: string }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return (
    <pre className="tandem-pre" tabIndex={0} aria-label={label} role="region">
      {text}
    </pre>
  )
}
