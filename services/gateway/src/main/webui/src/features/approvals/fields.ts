/** An argument as a field of a form, as the tool's JSON schema describes it. */
export interface Field {
  name: string
  title: string
  description: string
  required: boolean
  kind: 'text' | 'number' | 'boolean' | 'choice' | 'json'
  choices: string[]
}

interface Property {
  type?: unknown
  title?: string
  description?: string
  enum?: unknown[]
}

/** The fields of a schema, and of arguments that it does not know. */
export function fields(schema: unknown, values: unknown): Field[] {
  const { properties = {}, required = [] } = (schema ?? {}) as { properties?: Record<string, Property>; required?: string[] }
  const given = Object.keys((values ?? {}) as object).filter((name) => !(name in properties))
  return [...Object.entries(properties), ...given.map((name): [string, Property] => [name, {}])].map(([name, property]) => ({
    name,
    title: property.title ?? name.replace(/_/g, ' '),
    description: property.description ?? '',
    required: required.includes(name),
    kind: kindOf(property),
    choices: (property.enum ?? []).map(String),
  }))
}

function kindOf({ type, enum: choices }: Property): Field['kind'] {
  if (choices?.every((choice) => typeof choice === 'string')) return 'choice'
  switch (type) {
    case 'string':
      return 'text'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    default:
      return 'json'
  }
}

/** A value as a field shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The arguments that the fields say; what is empty is left out, unless it is required text. */
export function read(known: Field[], texts: Record<string, string>): { values: Record<string, unknown>; fault?: string } {
  const values: Record<string, unknown> = {}
  for (const field of known) {
    const text = texts[field.name] ?? ''
    if (text === '' && !(field.kind === 'text' && field.required)) continue
    if (field.kind === 'text' || field.kind === 'choice') {
      values[field.name] = text
      continue
    }
    try {
      values[field.name] = JSON.parse(text) as unknown
    } catch {
      if (field.kind === 'json') values[field.name] = text
      else return { values, fault: `${field.title} is no number: ${text}` }
    }
  }
  return { values }
}
