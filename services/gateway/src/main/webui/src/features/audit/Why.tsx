import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core'
import { OUTCOMES } from '../../ui/outcomes.ts'

interface Reason {
  policy: string
  says: string
  change?: string
}

interface Decision {
  outcome: string
  because: Reason[]
  revision: string
  revisionHash: string
  observed?: Decision
}

/** The decision that a record carries, if policies were asked. */
export function decisionOf(payload: unknown): Decision | undefined {
  const record = payload as { policy?: Decision; body?: { policy?: Decision }; details?: { policy?: Decision } } | null
  const decision = record?.policy ?? record?.body?.policy ?? record?.details?.policy
  return Array.isArray(decision?.because) ? decision : undefined
}

/** Why it was decided so, by which policy, and who can change it. */
export function Why({ decision }: { decision: Decision }) {
  return (
    <section aria-label="Why it was decided so">
      <DescriptionList isHorizontal isCompact className="tandem-fields" horizontalTermWidthModifier={{ default: '16ch' }}>
        {decision.because.map((reason) => (
          <DescriptionListGroup key={reason.policy}>
            <DescriptionListTerm>{OUTCOMES[decision.outcome]}</DescriptionListTerm>
            <DescriptionListDescription className="tandem-wrap">
              {reason.says} Policy <code>{reason.policy}</code>.{reason.change && ` It can be changed by ${reason.change}.`}
            </DescriptionListDescription>
          </DescriptionListGroup>
        ))}
        <DescriptionListGroup>
          <DescriptionListTerm>Policies</DescriptionListTerm>
          <DescriptionListDescription className="tandem-wrap">
            {decision.revision === 'built-in' ? 'what is built in' : `what is built in and ${decision.revision}`}, hash <code>{decision.revisionHash}</code>
          </DescriptionListDescription>
        </DescriptionListGroup>
        {decision.observed && (
          <DescriptionListGroup>
            <DescriptionListTerm>Observed</DescriptionListTerm>
            <DescriptionListDescription className="tandem-wrap">
              {decision.observed.revision} would have said: {OUTCOMES[decision.observed.outcome]}. {decision.observed.because[0]?.says}
            </DescriptionListDescription>
          </DescriptionListGroup>
        )}
      </DescriptionList>
    </section>
  )
}
