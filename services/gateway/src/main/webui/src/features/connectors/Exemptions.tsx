import { Button, Form, FormGroup, Grid, GridItem, List, ListItem, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useChangeExemption, useExemptions } from '../../api/hooks/useConnectors.ts'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { nameOf } from '../../ui/words.ts'

/** Agent versions that call a tool without an approval; each with who allowed it and why. */
export function Exemptions({ connector, tool }: { connector: string; tool: string }) {
  const exemptions = useExemptions(connector, tool)
  const change = useChangeExemption(connector, tool)
  const [version, setVersion] = useState('')
  const [reason, setReason] = useState('')
  const items = exemptions.data?.items ?? []
  const id = `${connector}-${tool}`
  const whole = /^[a-z][a-z0-9-]*@\w+$/.test(version.trim()) && reason.trim() !== ''
  return (
    <section aria-label={`Exemptions of ${tool}`} className="tandem-lines">
      <h3>Agent versions that need no approval</h3>
      {exemptions.isError && <Problem what="The exemptions cannot be shown" problem={exemptions.error} />}
      {exemptions.isSuccess && items.length === 0 && <p className="tandem-muted">None: every call waits for a person.</p>}
      {items.length > 0 && (
        <List isPlain>
          {items.map((one) => {
            const exempt = `${one.agent}@${one.version}`
            return (
              <ListItem key={exempt}>
                <strong>{exempt}</strong>, by {nameOf(one.grantedBy)}, <When at={one.grantedAt} />: {one.reason}{' '}
                <Button variant="link" isInline isDanger aria-label={`End the exemption of ${exempt}`} onClick={() => change.mutate({ version: exempt })}>
                  End the exemption
                </Button>
              </ListItem>
            )
          })}
        </List>
      )}
      <Form
        aria-label={`New exemption of ${tool}`}
        onSubmit={(event) => {
          event.preventDefault()
          if (!whole) return
          change.mutate(
            { version: version.trim(), reason: reason.trim() },
            {
              onSuccess: () => {
                setVersion('')
                setReason('')
              },
            },
          )
        }}
      >
        <Grid hasGutter md={5}>
          <GridItem>
            <FormGroup label="Agent version" fieldId={`exempt-${id}`} isRequired>
              <TextInput id={`exempt-${id}`} value={version} placeholder="credit-clerk@1" onChange={(_event, value) => setVersion(value)} />
            </FormGroup>
          </GridItem>
          <GridItem>
            <FormGroup label="Reason" fieldId={`exempt-reason-${id}`} isRequired>
              <TextInput id={`exempt-reason-${id}`} value={reason} onChange={(_event, value) => setReason(value)} />
            </FormGroup>
          </GridItem>
        </Grid>
        {change.isError && <Problem what="Nothing was changed" problem={change.error} />}
        <div>
          <Button type="submit" size="sm" variant="secondary" isDisabled={!whole || change.isPending} isLoading={change.isPending}>
            Exempt it
          </Button>
        </div>
      </Form>
    </section>
  )
}
