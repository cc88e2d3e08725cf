const LINES: Record<string, string> = {
  'spec.purpose': 'Purpose',
  'spec.instructions': 'Instructions',
  'spec.tools': 'Tools',
  'spec.peers': 'Agents it may ask',
  'spec.tier': 'Tier',
  'spec.risk': 'Risk',
  'spec.guardrails.mustNot': 'It must not',
  'spec.evaluation.cases': 'Evaluation cases',
}

/** One line of a draft before and after; of texts and lists only what is not the same. */
export function Change({ path, before, after }: { path: string; before?: unknown; after?: unknown }) {
  const was = parts(before)
  const is = parts(after)
  return (
    <div className="tandem-wrap">
      <strong>{LINES[path] ?? path}</strong>
      {was.filter((part) => !is.includes(part)).map((part) => <del key={part}>{part}</del>)}
      {is.filter((part) => !was.includes(part)).map((part) => <ins key={part}>{part}</ins>)}
    </div>
  )
}

/** Sentences of a text, members of a list, or the one value. */
function parts(value: unknown): string[] {
  if (value == null) return []
  if (typeof value === 'string') return value.split(/(?<=[.!?])\s+|\n+/).filter(Boolean)
  if (!Array.isArray(value)) return [JSON.stringify(value)]
  return value.map((one: unknown) => (typeof one === 'string' ? one : ((one as { input?: string }).input ?? JSON.stringify(one))))
}
