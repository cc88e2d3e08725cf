import { Button, FormGroup, FormSelect, FormSelectOption, Label } from '@patternfly/react-core'
import { useId } from 'react'
import { useAllTools } from '../../api/hooks/useConnectors.ts'

interface Props {
  tools: string[]
  reasons: Record<string, string>
  onChange: (tools: string[]) => void
}

/** The tools it holds, each with its reason, and those that it could hold. */
export function ToolsField({ tools, reasons, onChange }: Props) {
  const id = useId()
  const known = useAllTools().data ?? []
  const others = known.filter((tool) => !tools.includes(tool.name))
  return (
    <FormGroup label="Tools" role="group" fieldId={id}>
      <div className="tandem-lines">
        {tools.length === 0 && <p className="tandem-muted">None: it answers from its instructions alone.</p>}
        {tools.map((name) => {
          const effect = known.find((tool) => tool.name === name)?.effect
          return (
            <div className="tandem-line" key={name}>
              <div>
                <strong>{name}</strong>{' '}
                {effect && (
                  <Label isCompact status={effect === 'READ' ? 'info' : 'warning'}>
                    {effect === 'READ' ? 'reads only' : 'acts; asks for an approval'}
                  </Label>
                )}
                <p className="tandem-muted">{reasons[name] ?? known.find((tool) => tool.name === name)?.description}</p>
              </div>
              <Button
                variant="link"
                isDanger
                aria-label={`Remove tool ${name}`}
                onClick={() => onChange(tools.filter((tool) => tool !== name))}
              >
                Remove
              </Button>
            </div>
          )
        })}
        {others.length > 0 && (
          <FormSelect aria-label="Add a tool" value="" onChange={(_event, name) => name && onChange([...tools, name])}>
            <FormSelectOption value="" label="Add a tool" />
            {others.map((tool) => (
              <FormSelectOption key={tool.name} value={tool.name} label={`${tool.name}: ${tool.description ?? ''}`.slice(0, 100)} />
            ))}
          </FormSelect>
        )}
      </div>
    </FormGroup>
  )
}
