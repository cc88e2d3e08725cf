import { Checkbox } from '@patternfly/react-core'
import { useState } from 'react'
import type { CanaryTerms } from '../../api/hooks/useAgents.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { within } from '../../ui/within.ts'

/** What a canary runs by, while it is being chosen. */
export function useCanaryTerms() {
  const [share, setShare] = useState('10')
  const [minimumRuns, setMinimumRuns] = useState('30')
  const [automatic, setAutomatic] = useState(false)
  const terms: CanaryTerms = { share: Number(share), minimumRuns: Number(minimumRuns), automatic }
  const isValid = within(share, 1, 50) && within(minimumRuns, 5, 10_000)
  return { share, setShare, minimumRuns, setMinimumRuns, automatic, setAutomatic, terms, isValid }
}

/** The fields of a canary's terms. */
export function CanaryFields({ canary }: { canary: ReturnType<typeof useCanaryTerms> }) {
  return (
    <>
      <NumberField id="canary-share" label="Share of conversations in percent" from={1} to={50} value={canary.share} onChange={canary.setShare}>
        A conversation stays with the version that answered it first.
      </NumberField>
      <NumberField id="canary-runs" label="Runs of each version before it counts as good" from={5} to={10_000} value={canary.minimumRuns} onChange={canary.setMinimumRuns}>
        It is taken back by itself as soon as it is clearly worse, also before that.
      </NumberField>
      <Checkbox
        id="canary-automatic"
        label="Make it active by itself once it does no worse"
        isChecked={canary.automatic}
        onChange={(_event, checked) => canary.setAutomatic(checked)}
      />
    </>
  )
}
