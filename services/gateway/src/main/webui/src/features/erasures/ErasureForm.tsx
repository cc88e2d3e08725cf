import { ActionGroup, Button, Card, CardBody, CardTitle, Form, FormGroup, FormSelect, FormSelectOption, Grid, GridItem, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useErasurePreview, useProposeErasure, type ErasureTerms } from '../../api/hooks/useErasures.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { ErasurePreviewList } from './ErasurePreviewList.tsx'

/** Says whose content is to go, shows what that takes, and only then proposes it to somebody else. */
export function ErasureForm() {
  const [by, setBy] = useState<'person' | 'before'>('person')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [terms, setTerms] = useState<ErasureTerms>()
  const preview = useErasurePreview(terms)
  const propose = useProposeErasure()
  const isSeen = preview.isSuccess && !preview.isFetching
  const goesNothing = isSeen && preview.data.records === 0
  const change = (next: string) => {
    setValue(next)
    setTerms(undefined)
    propose.reset()
  }
  const asked = (): ErasureTerms => (by === 'person' ? { person: value.trim() } : { before: `${value}T00:00:00Z` })
  return (
    <Card component="section" aria-label="Propose an erasure">
      <CardTitle component="h2">Propose an erasure</CardTitle>
      <CardBody>
        <Form
          onSubmit={(event) => {
            event.preventDefault()
            if (!value.trim()) return
            if (!terms) {
              setTerms(asked())
            } else if (isSeen && reason.trim() && !goesNothing) {
              propose.mutate({ ...terms, reason: reason.trim() }, { onSuccess: () => (change(''), setReason('')) })
            }
          }}
        >
          <Grid hasGutter md={6}>
            <GridItem>
              <FormGroup label="What is to go" fieldId="erasure-by" isRequired>
                <FormSelect
                  id="erasure-by"
                  value={by}
                  onChange={(_event, next) => {
                    setBy(next as typeof by)
                    change('')
                  }}
                >
                  <FormSelectOption value="person" label="The content of a person" />
                  <FormSelectOption value="before" label="Content recorded before a day" />
                </FormSelect>
              </FormGroup>
            </GridItem>
            <GridItem>
              <FormGroup label={by === 'person' ? 'Person' : 'Day'} fieldId="erasure-value" isRequired>
                <TextInput id="erasure-value" type={by === 'person' ? 'text' : 'date'} value={value} isRequired onChange={(_event, next) => change(next)} />
              </FormGroup>
            </GridItem>
          </Grid>
          {terms && preview.isPending && <Loading what="what it takes" />}
          {terms && preview.isError && <Problem what="What it takes cannot be shown, so nothing is proposed" problem={preview.error} />}
          {terms && preview.data && <ErasurePreviewList preview={preview.data} label="What this erasure takes" />}
          {goesNothing && <p>Nothing goes by that: no record of it still has content that an erasure may take.</p>}
          {terms && preview.data && !goesNothing && (
            <FormGroup label="Reason" fieldId="erasure-reason" isRequired>
              <TextInput id="erasure-reason" value={reason} isRequired onChange={(_event, next) => setReason(next)} placeholder="On record for good: name nobody" />
            </FormGroup>
          )}
          {propose.isError && <Problem what="Nothing was proposed" problem={propose.error} />}
          <ActionGroup>
            {terms && !goesNothing ? (
              <Button key="propose" type="submit" isDisabled={!isSeen || !reason.trim() || propose.isPending} isLoading={propose.isPending}>
                Propose
              </Button>
            ) : (
              <Button key="preview" type="submit" variant="secondary" isDisabled={!value.trim() || goesNothing}>
                Show what it takes
              </Button>
            )}
          </ActionGroup>
        </Form>
      </CardBody>
    </Card>
  )
}
