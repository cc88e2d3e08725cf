import { Button, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, Grid, GridItem, HelperText, HelperTextItem, List, ListItem, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useToolTerms, type Tool } from '../../api/hooks/useConnectors.ts'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { CAN_BE_EXEMPT, EFFECTS, waits } from './effects.ts'
import { Exemptions } from './Exemptions.tsx'
import { HandlingFields } from './HandlingFields.tsx'

interface Props {
  connector: string
  tool: Tool
  isAdmin: boolean
}

/** What a tool takes, what changed in it, and for administrators the terms on which it may be called. */
export function ToolDetails({ connector, tool, isAdmin }: Props) {
  return (
    <div className="tandem-lines">
      {tool.quarantineReason && <p>{tool.quarantineReason}</p>}
      {(tool.differences?.length ?? 0) > 0 && (
        <div>
          <h3>What changed since it was approved</h3>
          <List aria-label={`What changed in ${tool.tool}`}>
            {tool.differences?.map((line) => (
              <ListItem key={line} className="tandem-wrap">
                {line}
              </ListItem>
            ))}
          </List>
        </div>
      )}
      <Takes schema={tool.inputSchema} name={tool.tool} />
      <p className="tandem-muted">
        Pinned <When at={tool.changedAt} />
        {tool.definitionHash && (
          <>
            , definition <code title={tool.definitionHash}>{tool.definitionHash.slice(0, 12)}</code>
          </>
        )}
      </p>
      {isAdmin && <Terms key={tool.state + (tool.proposedHash ?? '')} connector={connector} tool={tool} />}
      {isAdmin && CAN_BE_EXEMPT.includes(tool.effect ?? '') && <Exemptions connector={connector} tool={tool.tool} />}
    </div>
  )
}

interface InputSchema {
  properties?: Record<string, { type?: string; description?: string }>
  required?: string[]
}

function argumentsOf(schema: unknown): string[] {
  return Object.keys((schema as InputSchema | undefined)?.properties ?? {})
}

function Takes({ schema, name }: { schema: unknown; name: string }) {
  const { properties = {}, required = [] } = (schema ?? {}) as InputSchema
  const fields = Object.entries(properties)
  if (fields.length === 0) return <p>It takes no arguments.</p>
  return (
    <div>
      <h3>What it takes</h3>
      <List aria-label={`Arguments of ${name}`}>
        {fields.map(([field, { type, description }]) => (
          <ListItem key={field}>
            <strong>{field}</strong>
            {type && ` (${type}${required.includes(field) ? '' : ', may be left out'})`}
            {description && `: ${description}`}
          </ListItem>
        ))}
      </List>
    </div>
  )
}

function Terms({ connector, tool }: { connector: string; tool: Tool }) {
  const waiting = waits(tool)
  const [effect, setEffect] = useState(tool.effect ?? 'AT_MOST_ONCE')
  const [teams, setTeams] = useState((tool.teams ?? []).join(', '))
  const [handling, setHandling] = useState(tool.handling)
  const change = useToolTerms(connector)
  const id = `${connector}-${tool.tool}`
  const go = () =>
    change.mutate({
      tool: tool.tool,
      effect,
      teams: teams.split(/[\s,]+/).filter(Boolean),
      handling,
      isApproval: waiting,
      definitionHash: waiting ? (tool.proposedHash ?? tool.definitionHash) : undefined,
    })
  return (
    <Form
      aria-label={`Terms of ${tool.tool}`}
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <Grid hasGutter md={5}>
        <GridItem>
          <FormGroup label="Effect" fieldId={`effect-${id}`}>
            <FormSelect id={`effect-${id}`} aria-label={`Effect of ${tool.tool}`} value={effect} onChange={(_event, value) => setEffect(value as Tool['effect'])}>
              {Object.entries(EFFECTS).map(([value, label]) => (
                <FormSelectOption key={value} value={value} label={label} />
              ))}
            </FormSelect>
            <FormHelperText>
              <HelperText>
                <HelperTextItem>Anything but reading waits for an approval each time.</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="Teams, with commas between" fieldId={`teams-${id}`}>
            <TextInput id={`teams-${id}`} aria-label={`Teams of ${tool.tool}`} value={teams} onChange={(_event, value) => setTeams(value)} />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>Only agents of these teams may hold it.</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
        </GridItem>
      </Grid>
      {handling && <HandlingFields tool={tool.tool} args={argumentsOf(tool.inputSchema)} value={handling} onChange={setHandling} />}
      {change.isError && <Problem what={waiting ? 'The tool was not approved' : 'Nothing was changed'} problem={change.error} />}
      <div className="tandem-foot">
        <Button
          type="submit"
          size="sm"
          variant={waiting ? 'primary' : 'secondary'}
          aria-label={waiting ? `Approve ${tool.tool}` : `Save terms of ${tool.tool}`}
          isLoading={change.isPending}
          isDisabled={change.isPending}
        >
          {waiting ? 'Approve' : 'Save'}
        </Button>
        {change.isSuccess && <span role="status">{waiting ? 'Approved.' : 'Saved.'}</span>}
      </div>
    </Form>
  )
}
