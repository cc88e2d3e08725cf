import { Button, Card, CardBody, CardTitle, List, ListComponent, ListItem, OrderType } from '@patternfly/react-core'
import type { Plan } from '../../api/a2a.ts'

interface Props {
  agent: string
  plan: Plan
  /** Given while the plan waits for an answer. */
  onAgree?: () => void
}

/** What an agent wants to call, for a yes or for other words in the box below. */
export function PlanCard({ agent, plan, onAgree }: Props) {
  return (
    <Card isCompact component="section" aria-label={`Plan of ${agent}`}>
      <CardTitle component="h3">{plan.steps.length === 0 ? 'It would answer without calling anything' : 'It would do this, and nothing else'}</CardTitle>
      <CardBody className="tandem-lines">
        <List component={ListComponent.ol} type={OrderType.number}>
          {plan.steps.map(({ tool, why }, at) => (
            <ListItem key={at} className="tandem-wrap">
              <strong>{tool}</strong> {why}
            </ListItem>
          ))}
        </List>
        {onAgree && (
          <div className="tandem-foot">
            <Button onClick={onAgree}>Agree</Button>
            <span className="tandem-muted">Or write below what should be otherwise.</span>
          </div>
        )}
      </CardBody>
    </Card>
  )
}
